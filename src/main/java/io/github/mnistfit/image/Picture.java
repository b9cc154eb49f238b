package io.github.mnistfit.image;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** A decoded picture, upright; holds native memory until it is closed. */
public final class Picture implements AutoCloseable {
  private final Mat mat;

  Picture(Mat mat) {
    this.mat = mat;
  }

  /** An MNIST image as a picture of 28×28 grey pixels, white ink on black. */
  public static Picture of(MnistImage image) {
    return of(GreyImage.of(image));
  }

  /** A grey picture. */
  public static Picture of(GreyImage image) {
    OpenCv.load();
    var mat = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    mat.put(0, 0, image.pixels());
    return new Picture(mat);
  }

  /** The pixels: 8 bit, one channel (grey) or three (blue, green, red); owned by this picture. */
  public Mat mat() {
    return mat;
  }

  /** The picture in grey, as plain data. */
  public GreyImage toGrey() {
    Mat grey = mat;
    if (mat.channels() == 3) {
      grey = new Mat();
      Imgproc.cvtColor(mat, grey, Imgproc.COLOR_BGR2GRAY);
    }
    byte[] pixels = new byte[(int) grey.total()];
    grey.get(0, 0, pixels);
    var image = new GreyImage(grey.cols(), grey.rows(), pixels);
    if (grey != mat) {
      grey.release();
    }
    return image;
  }

  @Override
  public void close() {
    mat.release();
  }
}
