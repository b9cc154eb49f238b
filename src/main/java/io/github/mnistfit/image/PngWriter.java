package io.github.mnistfit.image;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

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
    try (Picture picture = Picture.of(image)) {
      return encoded(picture.mat());
    }
  }

  /** A picture in colour as a PNG file. */
  public static byte[] toPng(RgbImage image) {
    OpenCv.load();
    var mat = new Mat(image.height(), image.width(), CvType.CV_8UC3);
    mat.put(0, 0, image.pixels());
    Imgproc.cvtColor(mat, mat, Imgproc.COLOR_RGB2BGR);
    byte[] png = encoded(mat);
    mat.release();
    return png;
  }

  private static byte[] encoded(Mat mat) {
    var png = new MatOfByte();
    Imgcodecs.imencode(".png", mat, png);
    byte[] bytes = png.toArray();
    png.release();
    return bytes;
  }
}
