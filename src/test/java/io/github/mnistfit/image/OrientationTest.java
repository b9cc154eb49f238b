package io.github.mnistfit.image;

import static io.github.mnistfit.image.PictureFiles.encoded;
import static io.github.mnistfit.image.PictureFiles.exif;
import static io.github.mnistfit.image.PictureFiles.levels;
import static io.github.mnistfit.image.PictureFiles.sixLevels;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.format.PictureFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Exif 2.3, table 6: where the stored first row and first column belong. */
class OrientationTest {
  /** Of a picture of 48 pixels. */
  private static final Decoding QUARTER =
      new Decoding() {
        @Override
        public ColourMode colours() {
          return ColourMode.ON_PAPER;
        }

        @Override
        public int leastSide() {
          return 12;
        }

        @Override
        public boolean isEnough(Picture reduced) {
          return true;
        }
      };

  private static final int LOSSLESS = 101;

  /** The six levels, upright, for each way in which 0 40 80 / 120 160 200 may be stored. */
  static Stream<Arguments> orientations() {
    return Stream.of(
        Arguments.of(0, 3, new int[] {0, 40, 80, 120, 160, 200}),
        Arguments.of(1, 3, new int[] {0, 40, 80, 120, 160, 200}),
        Arguments.of(2, 3, new int[] {80, 40, 0, 200, 160, 120}),
        Arguments.of(3, 3, new int[] {200, 160, 120, 80, 40, 0}),
        Arguments.of(4, 3, new int[] {120, 160, 200, 0, 40, 80}),
        Arguments.of(5, 2, new int[] {0, 120, 40, 160, 80, 200}),
        Arguments.of(6, 2, new int[] {120, 0, 160, 40, 200, 80}),
        Arguments.of(7, 2, new int[] {200, 80, 160, 40, 120, 0}),
        Arguments.of(8, 2, new int[] {80, 200, 40, 160, 0, 120}),
        Arguments.of(9, 3, new int[] {0, 40, 80, 120, 160, 200}));
  }

  @ParameterizedTest
  @MethodSource("orientations")
  void pngIsUpright(int orientation, int width, int[] expected) throws IOException {
    for (int type : new int[] {CvType.CV_8UC1, CvType.CV_8UC3, CvType.CV_8UC4}) {
      byte[] png =
          PictureFiles.pngWith(
              encoded(".png", sixLevels(type)), PictureFiles.pngChunk("eXIf", exif(orientation)));
      for (ColourMode mode : ColourMode.values()) {
        assertUpright(png, mode, width, expected, 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("orientations")
  void tiffIsUpright(int orientation, int width, int[] expected) throws IOException {
    for (ColourMode mode : ColourMode.values()) {
      assertUpright(PictureFiles.tiff(orientation), mode, width, expected, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("orientations")
  void webpIsUprightOnPaper(int orientation, int width, int[] expected) throws IOException {
    for (int type : new int[] {CvType.CV_8UC3, CvType.CV_8UC4}) {
      Mat mat = sixLevels(type);
      if (type == CvType.CV_8UC4) {
        mat.put(0, 0, 0, 0, 0, 254); // WebP drops an alpha channel that is opaque throughout
      }
      byte[] webp =
          PictureFiles.webpWithExif(
              encoded(".webp", mat, Imgcodecs.IMWRITE_WEBP_QUALITY, LOSSLESS),
              3,
              2,
              type == CvType.CV_8UC4,
              exif(orientation));
      assertUpright(webp, ColourMode.ON_PAPER, width, expected, 1);
    }
  }

  /** A JPEG of larger pixels, since its own small errors would blur six. */
  @ParameterizedTest
  @MethodSource("orientations")
  void jpegIsUpright(int orientation, int width, int[] expected) throws IOException {
    var large = new Mat();
    Imgproc.resize(sixLevels(CvType.CV_8UC3), large, new Size(), 16, 16, Imgproc.INTER_NEAREST);
    byte[] jpeg = PictureFiles.jpegWithExif(encoded(".jpg", large), exif(orientation));
    for (Decoding decoding : List.of(ColourMode.OPENCV_GREY, ColourMode.ON_PAPER, QUARTER)) {
      try (Picture picture = PictureReader.read(jpeg, decoding)) {
        assertThat(PictureFormat.JPEG.parse(jpeg).isOnItsSide()).isEqualTo(width == 2);
        int side = decoding == QUARTER ? 4 : 16;
        assertThat(picture.mat().cols()).isEqualTo(side * width);
        for (int i = 0; i < 6; i++) {
          int row = side * (i / width) + side / 2;
          double level = picture.mat().get(row, side * (i % width) + side / 2)[0];
          assertThat(level).isBetween(expected[i] - 4.0, expected[i] + 4.0);
        }
      }
    }
  }

  private static void assertUpright(
      byte[] bytes, ColourMode mode, int width, int[] expected, int tolerance) throws IOException {
    assertThat(PictureFormat.of(bytes).orElseThrow().parse(bytes).isOnItsSide())
        .isEqualTo(width == 2);
    try (Picture picture = PictureReader.read(bytes, mode)) {
      assertThat(picture.mat().cols()).isEqualTo(width);
      int[] levels = levels(picture);
      for (int i = 0; i < expected.length; i++) {
        assertThat(levels[i]).isBetween(expected[i] - tolerance, expected[i] + tolerance);
      }
    }
  }
}
