package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Large JPEGs are decoded at a fraction of their size where that loses nothing. */
class LargePictureTest {
  /** Mean difference of two fitted images, of 255. */
  private static final double ALIKE = 4;

  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @ParameterizedTest
  @CsvSource({"2400, 1000", "1200, 1000", "800, 4000", "120, 4000"})
  void aLargeDigitNeedsNoWholePictureAndASmallOneDoes(int digit, int width) throws IOException {
    byte[] jpeg = photo(digit);
    try (Picture fast = PictureReader.read(jpeg, Fit.robust().decoding());
        Picture whole = PictureReader.read(jpeg, ColourMode.ON_PAPER)) {
      assertThat(fast.mat().cols()).isEqualTo(width);
      assertThat(whole.mat().cols()).isEqualTo(WIDTH);
      MnistImage fromFast = Fit.robust().apply(fast).orElseThrow();
      MnistImage fromWhole = Fit.robust().apply(whole).orElseThrow();
      assertThat(meanDifference(fromFast, fromWhole)).isLessThan(ALIKE);
    }
  }

  /** A sample, so large, on paper of 12 megapixels. */
  private static byte[] photo(int side) throws IOException {
    var photo = new Mat();
    try (Picture sample = PictureReader.read(Path.of("samples/marker.jpg"), ColourMode.ON_PAPER)) {
      double[] paper = sample.mat().get(2, 2);
      photo.create(HEIGHT, WIDTH, CvType.CV_8UC3);
      photo.setTo(new Scalar(paper));
      Mat place = new Mat(photo, new Rect((WIDTH - side) / 2, (HEIGHT - side) / 2, side, side));
      Imgproc.resize(sample.mat(), place, new Size(side, side), 0, 0, Imgproc.INTER_CUBIC);
    }
    var encoded = new MatOfByte();
    Imgcodecs.imencode(".jpg", photo, encoded);
    photo.release();
    return encoded.toArray();
  }

  /** In grey levels. */
  private static double meanDifference(MnistImage one, MnistImage other) {
    byte[] a = one.pixels();
    byte[] b = other.pixels();
    double sum = 0;
    for (int i = 0; i < MnistImage.PIXELS; i++) {
      sum += Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
    }
    return sum / MnistImage.PIXELS;
  }
}
