package io.github.mnistfit.image;

import static io.github.mnistfit.image.PictureFiles.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class PaperTest {
  private static final Scalar CLEAR_BLACK = new Scalar(0, 0, 0, 0);
  private static final Scalar CLEAR_WHITE = new Scalar(255, 255, 255, 0);
  private static final Scalar BLACK = new Scalar(0, 0, 0, 255);
  private static final Scalar WHITE = new Scalar(255, 255, 255, 255);
  private static final Scalar GREEN = new Scalar(0, 255, 0, 255);
  private static final Rect STROKE = new Rect(4, 2, 2, 16);
  private static final Rect MOST = new Rect(1, 1, 18, 18);

  @Test
  void darkInkOnNothingGetsWhitePaper() throws IOException {
    for (Scalar nothing : List.of(CLEAR_BLACK, CLEAR_WHITE)) {
      Mat laid = laid(drawing(nothing, BLACK, STROKE));
      assertThat(laid.get(10, 15)).containsExactly(255, 255, 255);
      assertThat(laid.get(10, 4)).containsExactly(0, 0, 0);
    }
  }

  @Test
  void lightInkOnNothingGetsBlackPaper() throws IOException {
    for (Scalar ink : List.of(WHITE, GREEN)) {
      Mat laid = laid(drawing(CLEAR_WHITE, ink, STROKE));
      assertThat(laid.get(10, 15)).containsExactly(0, 0, 0);
      assertThat(laid.get(10, 4)[1]).isEqualTo(255);
    }
  }

  @Test
  void aSheetWithClearEdgesGetsMoreOfItsOwnPaper() throws IOException {
    Mat light = drawing(CLEAR_BLACK, WHITE, MOST);
    light.submat(STROKE).setTo(BLACK);
    assertThat(laid(light).get(0, 0)).containsExactly(255, 255, 255);
    Mat dark = drawing(CLEAR_WHITE, BLACK, MOST);
    dark.submat(STROKE).setTo(WHITE);
    assertThat(laid(dark).get(0, 0)).containsExactly(0, 0, 0);
  }

  @Test
  void halfVisibleInkIsHalfInkHalfPaper() throws IOException {
    Mat drawing = drawing(CLEAR_BLACK, new Scalar(0, 0, 0, 128), STROKE);
    assertThat(laid(drawing).get(10, 4)).containsExactly(127, 127, 127);
  }

  @Test
  void nothingVisibleIsBlankPaper() throws IOException {
    Mat laid = laid(drawing(CLEAR_BLACK, CLEAR_WHITE, STROKE));
    assertThat(Core.minMaxLoc(laid.reshape(1)).minVal).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(ints = {CvType.CV_8U, CvType.CV_16U})
  void anOpaqueAlphaChannelChangesNothing(int depth) throws IOException {
    OpenCv.load();
    var noise = new Mat(40, 50, CvType.makeType(depth, 4));
    Core.randu(noise, 0, depth == CvType.CV_8U ? 256 : 65536);
    Core.insertChannel(new Mat(40, 50, depth, Scalar.all(65535)), noise, 3);
    byte[] png = encoded(".png", noise);
    Mat expected = Imgcodecs.imdecode(new MatOfByte(png), Imgcodecs.IMREAD_COLOR);
    try (Picture picture = PictureReader.read(png, ColourMode.ON_PAPER)) {
      assertThat(Core.norm(picture.mat(), expected, Core.NORM_INF)).isZero();
    }
  }

  private static Mat drawing(Scalar ground, Scalar ink, Rect where) {
    OpenCv.load();
    var drawing = new Mat(20, 20, CvType.CV_8UC4, ground);
    drawing.submat(where).setTo(ink);
    return drawing;
  }

  private static Mat laid(Mat drawing) throws IOException {
    try (Picture picture = PictureReader.read(encoded(".png", drawing), ColourMode.ON_PAPER)) {
      return picture.mat().clone();
    }
  }
}
