package io.github.mnistfit.fit.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** The recipe's rules where strangers' pictures don't reach: blank paper, odd sizes, ties. */
class ArticleFitTest {
  @BeforeAll
  static void loadOpenCv() {
    OpenCv.load();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 255})
  void aPictureOfOneLevelHasNoInk(int level) throws IOException {
    var blank = new Mat(50, 60, CvType.CV_8UC1, Scalar.all(level));
    assertThat(fitted(ArticleStage.SHIFT, blank)).isEmpty();
    assertThat(fitted(ArticleStage.THRESHOLD, blank)).isEmpty();
    assertThat(fitted(ArticleStage.NAIVE, blank)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void aStrokeOfOnePixelsWidthIsFitted(ArticleStage stage) throws IOException {
    for (Rect stroke : List.of(new Rect(70, 10, 1, 300), new Rect(10, 70, 300, 1))) {
      var picture = new Mat(400, 400, CvType.CV_8UC1, Scalar.all(255));
      picture.submat(stroke).setTo(Scalar.all(0));
      assertThat(fitted(stage, picture)).isPresent();
    }
  }

  @Test
  void aSinglePixelIsFitted() throws IOException {
    var picture = new Mat(9, 9, CvType.CV_8UC1, Scalar.all(255));
    picture.put(4, 4, 0);
    MnistImage image = fitted(ArticleStage.SHIFT, picture).orElseThrow();
    assertThat(image.at(14, 14)).isEqualTo(255);
  }

  /** Half to even; where the article's own 0 columns would stop it, one is left. */
  @ParameterizedTest
  @CsvSource({
    "40, 5, 20, 2",
    "40, 7, 20, 4",
    "5, 40, 2, 20",
    "7, 40, 4, 20",
    "90, 90, 20, 20",
    "300, 1, 20, 1",
    "1, 300, 1, 20",
    "3, 2, 20, 13"
  })
  void theLongerSideBecomes20(int rows, int columns, int scaledRows, int scaledColumns) {
    Mat scaled = new ScaleToBox().apply(new Mat(rows, columns, CvType.CV_8UC1, Scalar.all(255)));
    assertThat(List.of(scaled.rows(), scaled.cols())).containsExactly(scaledRows, scaledColumns);
  }

  @Test
  void cropsToTheInkAtAllFourSides() {
    var picture = new Mat(30, 40, CvType.CV_8UC1, Scalar.all(0));
    picture.put(3, 5, 255);
    picture.put(20, 39, 255);
    Mat cropped = new CropToInk().apply(picture);
    assertThat(cropped.size().toString()).isEqualTo("35x18");
    assertThat(cropped.get(0, 0)[0]).isEqualTo(255);
    assertThat(cropped.get(17, 34)[0]).isEqualTo(255);
  }

  @Test
  void theOddRowAndColumnOfPaddingComeFirst() {
    Mat padded = new PadToSquare().apply(new Mat(20, 13, CvType.CV_8UC1, Scalar.all(255)));
    assertThat(padded.size().toString()).isEqualTo("28x28");
    assertThat(Core.countNonZero(padded)).isEqualTo(20 * 13);
    assertThat(padded.get(4, 8)[0]).isEqualTo(255);
    assertThat(padded.get(23, 20)[0]).isEqualTo(255);
  }

  /** A centre of mass half-way between pixels: 14 − 12.5 is 1.5 and becomes 2, 0.5 becomes 0. */
  @ParameterizedTest
  @CsvSource({"12, 2", "13, 0", "14, 0", "15, -2"})
  void shiftsHalfToEven(int first, int expected) {
    var picture = new Mat(28, 28, CvType.CV_8UC1, Scalar.all(0));
    picture.put(14, first, 255);
    picture.put(14, first + 1, 255);
    Mat shifted = new ShiftToCentreOfMass().apply(picture);
    assertThat(Core.countNonZero(shifted)).isEqualTo(2);
    assertThat(shifted.get(14, first + expected)[0]).isEqualTo(255);
    assertThat(shifted.get(14, first + expected + 1)[0]).isEqualTo(255);
  }

  @Test
  void aTraceHasThePictureAndEveryStep() throws IOException {
    var picture = new Mat(600, 900, CvType.CV_8UC1, Scalar.all(255));
    picture.submat(new Rect(100, 100, 50, 300)).setTo(Scalar.all(0));
    try (Picture read = read(picture)) {
      List<StepPicture> trace = Fit.article().trace(read).steps();
      assertThat(trace)
          .extracting(StepPicture::step)
          .containsExactly("picture", "invert", "threshold", "crop", "box", "pad", "shift");
      assertThat(trace.get(0).image().width()).isEqualTo(320);
      assertThat(trace.get(6).image())
          .isEqualTo(RgbImage.of(GreyImage.of(Fit.article().apply(read).orElseThrow())));
    }
  }

  @Test
  void stagesAndFitsHaveNames() {
    assertThat(ArticleStage.named("box")).contains(ArticleStage.BOX);
    assertThat(ArticleStage.named("BOX")).isEmpty();
    assertThat(Fit.named("article")).map(Fit::name).contains("article");
    assertThat(Fit.named("none")).isEmpty();
  }

  private static Optional<MnistImage> fitted(ArticleStage stage, Mat mat) throws IOException {
    try (Picture picture = read(mat)) {
      return stage.fit().apply(picture);
    }
  }

  private static Picture read(Mat mat) throws IOException {
    var png = new MatOfByte();
    Imgcodecs.imencode(".png", mat, png);
    return PictureReader.read(png.toArray(), ColourMode.OPENCV_GREY);
  }
}
