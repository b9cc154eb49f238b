package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Guarded;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.image.Thumbnail;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The worker's side: fits the pictures that come on stdin and answers on stdout, until stdin ends.
 *
 * <p>A picture is its number of bytes (32 bit) and its bytes. An answer is one byte, {@link
 * #IMAGE}, {@link #NOTHING} or {@link #REASON}, and what that says. The first answer comes unasked:
 * {@link #READY}, or why the native library can't be loaded.
 */
final class FitWorker {
  static final int READY = 'R';

  /**
   * 784 bytes follow, then the thumbnail: its number of bytes (32 bit, 0 if there is none) and
   * they.
   */
  static final int IMAGE = 'I';

  /** No digit was found; the thumbnail follows. */
  static final int NOTHING = 'N';

  /** A sentence's part follows, as {@link DataOutputStream#writeUTF} writes it. */
  static final int REASON = 'E';

  /** What is done with a picture. */
  @FunctionalInterface
  interface Work {
    FittedPicture fit(byte[] picture) throws IOException;
  }

  private FitWorker() {}

  /** Arguments: a fit's name, the most pixels, whether thumbnails are wanted. */
  public static void main(String[] arguments) throws IOException {
    Fit fit = Fit.named(arguments[0]).orElseThrow();
    var limit = new PixelLimit(Long.parseLong(arguments[1]));
    boolean thumbnails = Boolean.parseBoolean(arguments[2]);
    run(
        System.in,
        System.out,
        bytes -> {
          try (Picture picture = PictureReader.read(bytes, fit.decoding(), limit)) {
            Optional<byte[]> thumbnail =
                thumbnails ? Optional.of(Thumbnail.jpeg(picture)) : Optional.empty();
            return new FittedPicture(fit.apply(picture), thumbnail);
          }
        });
  }

  static void run(InputStream stdin, OutputStream stdout, Work work) throws IOException {
    var in = new DataInputStream(stdin);
    var out = new DataOutputStream(new BufferedOutputStream(stdout));
    try {
      OpenCv.load();
    } catch (UnsatisfiedLinkError e) {
      reason(out, String.valueOf(e.getMessage()));
      return;
    }
    out.write(READY);
    out.flush();
    try {
      while (true) {
        byte[] picture = new byte[in.readInt()];
        in.readFully(picture);
        answer(out, work, picture);
      }
    } catch (EOFException end) {
      // Nobody has another picture.
    }
  }

  private static void answer(DataOutputStream out, Work work, byte[] picture) throws IOException {
    FittedPicture fitted;
    try {
      fitted = Guarded.run(() -> work.fit(picture));
    } catch (IOException e) {
      reason(out, e.getMessage());
      return;
    }
    out.write(fitted.image().isPresent() ? IMAGE : NOTHING);
    if (fitted.image().isPresent()) {
      out.write(fitted.image().get().pixels());
    }
    byte[] thumbnail = fitted.thumbnail().orElse(new byte[0]);
    out.writeInt(thumbnail.length);
    out.write(thumbnail);
    out.flush();
  }

  private static void reason(DataOutputStream out, String reason) throws IOException {
    out.write(REASON);
    out.writeUTF(reason);
    out.flush();
  }
}
