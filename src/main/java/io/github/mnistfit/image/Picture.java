package io.github.mnistfit.image;

import io.github.mnistfit.mnist.MnistImage;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A decoded picture, upright; holds native memory until it is closed. */
public final class Picture implements AutoCloseable {
  private final Mat mat;

  Picture(Mat mat) {
    this.mat = mat;
  }

  /** An MNIST image as a picture of 28×28 grey pixels, white ink on black. */
  public static Picture of(MnistImage image) {
    OpenCv.load();
    var mat = new Mat(MnistImage.SIDE, MnistImage.SIDE, CvType.CV_8UC1);
    mat.put(0, 0, image.pixels());
    return new Picture(mat);
  }

  /** The pixels: 8 bit, one channel (grey) or three (blue, green, red); owned by this picture. */
  public Mat mat() {
    return mat;
  }

  @Override
  public void close() {
    mat.release();
  }
}
