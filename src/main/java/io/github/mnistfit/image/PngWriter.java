package io.github.mnistfit.image;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** A picture of the JDK's as a PNG file; what is transparent stays so. */
  public static byte[] toPng(BufferedImage image) {
    OpenCv.load();
    Mat mat = isPlainGrey(image) ? grey(image) : colour(image);
    byte[] png = encoded(mat);
    mat.release();
    return png;
  }

  /**
   * Whether the samples are the levels themselves. The JDK takes such grey for linear light, and
   * would make it paler on the way to RGB.
   */
  private static boolean isPlainGrey(BufferedImage image) {
    return image.getType() == BufferedImage.TYPE_BYTE_GRAY
        || image.getType() == BufferedImage.TYPE_USHORT_GRAY;
  }

  private static Mat grey(BufferedImage image) {
    int[] samples =
        image
            .getRaster()
            .getSamples(0, 0, image.getWidth(), image.getHeight(), /* band= */ 0, (int[]) null);
    int shift = image.getType() == BufferedImage.TYPE_USHORT_GRAY ? Byte.SIZE : 0;
    byte[] pixels = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      pixels[i] = (byte) (samples[i] >> shift);
    }
    var mat = new Mat(image.getHeight(), image.getWidth(), CvType.CV_8UC1);
    mat.put(0, 0, pixels);
    return mat;
  }

  private static Mat colour(BufferedImage image) {
    int width = image.getWidth();
    int[] row = new int[width];
    byte[] pixels = new byte[Integer.BYTES * width];
    var mat = new Mat(image.getHeight(), width, CvType.CV_8UC4);
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      // 0xAARRGGBB with its lowest byte first is OpenCV's blue, green, red, alpha.
      ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(row);
      mat.put(y, 0, pixels);
    }
    return mat;
  }

  private static byte[] encoded(Mat mat) {
    var png = new MatOfByte();
    Imgcodecs.imencode(".png", mat, png);
    byte[] bytes = png.toArray();
    png.release();
    return bytes;
  }
}
