package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.samples.DigitShape;
import io.github.mnistfit.samples.Drawing;
import io.github.mnistfit.samples.Line;
import io.github.mnistfit.samples.Pen;
import io.github.mnistfit.samples.PictureFile;
import io.github.mnistfit.samples.Place;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;

class NegativeBandsTest {
  private static final int SIDE = 120;

  @BeforeAll
  static void loadOpenCv() {
    OpenCv.load();
  }

  @ParameterizedTest
  @CsvSource({"0, 45", "0, 55", "70, 120", "20, 50", "65, 100"})
  void bandsOfColumnsAndOfRowsAreBroughtToTheMiddlesPolarity(int from, int to) throws IOException {
    Mat clean = picture(zero());
    Mat columns = picture(zero().negative(from, to));
    assertThat(alike(columns, clean)).isFalse();
    assertThat(alike(new NegativeBands().apply(columns), clean)).isTrue();
    assertThat(alike(new NegativeBands().apply(columns.t()), clean.t())).isTrue();
  }

  /** Nothing crosses an edge of theirs. */
  @Test
  void bandsOnBothSidesOfTheDigitAreBroughtToItsPolarity() throws IOException {
    Mat panel = picture(zero().negative(0, 20).negative(100, SIDE));
    assertThat(alike(new NegativeBands().apply(panel), picture(zero()))).isTrue();
  }

  @Test
  void aStrokeFromBorderToBorderIsNoBand() throws IOException {
    var bar = Drawing.onPaper(SIDE, SIDE, 0xffffff, 1).cover(new Line(60, 0, 60, SIDE), 20, 0);
    assertIsLeftAlone(bar);
  }

  /** As the stem of a 4 in a picture that is cut to its ink. */
  @Test
  void aStemAtTheBorderIsNoBand() throws IOException {
    var stem =
        Drawing.onPaper(SIDE, SIDE, 0xffffff, 1)
            .cover(new Line(110, 0, 110, SIDE), 20, 0)
            .cover(new Line(40, 0, 0, 80), 12, 0)
            .cover(new Line(0, 80, SIDE, 80), 12, 0);
    assertIsLeftAlone(stem);
  }

  @Test
  void aLineOnThePaperIsNoBand() throws IOException {
    assertIsLeftAlone(zero().cover(new Line(15, 0, 15, SIDE), 4, 0));
  }

  @Test
  void aSoftEdgeIsLight() throws IOException {
    assertIsLeftAlone(zero().negative(0, 30).blur(1.5));
  }

  private static void assertIsLeftAlone(Drawing drawing) throws IOException {
    Mat picture = picture(drawing);
    assertThat(alike(new NegativeBands().apply(picture), picture)).isTrue();
  }

  private static Drawing zero() {
    return Drawing.onPaper(SIDE, SIDE, 0xffffff, 1)
        .write(DigitShape.ZERO, Pen.felt(8, 0x101010), Place.at(60, 60, 80));
  }

  private static Mat picture(Drawing drawing) throws IOException {
    try (Picture picture =
        PictureReader.read(PictureFile.png(drawing.image()), Fit.robust().decoding())) {
      return picture.mat().clone();
    }
  }

  private static boolean alike(Mat a, Mat b) {
    // Inverting twice may round a level up once.
    return Core.norm(a, b, Core.NORM_INF) <= 1;
  }
}
