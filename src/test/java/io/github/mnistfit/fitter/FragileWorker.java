package io.github.mnistfit.fitter;

import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.util.Optional;

/**
 * A worker that a picture can bring down: its first byte is the image's first pixel, or an order.
 */
final class FragileWorker {
  static final byte DIE = -1;
  static final byte HANG = -2;
  static final byte REFUSE = -3;

  private FragileWorker() {}

  public static void main(String[] arguments) throws IOException {
    FitWorker.run(System.in, System.out, FragileWorker::fit);
  }

  private static FittedPicture fit(byte[] picture) throws IOException {
    switch (picture[0]) {
      case DIE -> Runtime.getRuntime().halt(139);
      case HANG -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case REFUSE -> throw new IOException("no picture");
      default -> {}
    }
    byte[] pixels = new byte[MnistImage.PIXELS];
    pixels[0] = picture[0];
    return FittedPicture.of(Optional.of(MnistImage.of(pixels)));
  }
}
