package io.github.mnistfit.image;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Encodes pictures as PNG. */
public final class PngWriter {
  private PngWriter() {}

  /** An MNIST image as a PNG file of 28×28 grey pixels, white ink on black. */
  public static byte[] toPng(MnistImage image) {
    return toPng(GreyImage.of(image));
  }

  /** A grey picture as a PNG file. */
  public static byte[] toPng(GreyImage image) {
    OpenCv.load();
    var png = new MatOfByte();
    try (Picture picture = Picture.of(image)) {
      Imgcodecs.imencode(".png", picture.mat(), png);
      return png.toArray();
    } finally {
      png.release();
    }
  }
}
