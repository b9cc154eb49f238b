package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.ink.Mats;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** What is left where more than a digit's ink stands out: 0 for paper, 255 for black. */
class IsolateDigitTest {
  private static final int SIDE = 200;

  @BeforeAll
  static void loadOpenCv() {
    OpenCv.load();
  }

  @Test
  void aDigitBesideAShadowIsKeptAlone() {
    Mat picture = shadow(45);
    draw(picture, new Point(60, 30), new Point(60, 100));
    Mat isolated = new IsolateDigit().apply(picture);
    assertThat(Mats.croppedTo(0, isolated).size().width).isLessThan(12);
    assertThat(isolated.get(60, 60)[0]).isEqualTo(255);
    assertThat(isolated.get(150, 100)[0]).isZero();
  }

  @Test
  void whatIsAsPaleAsTheShadowOrTouchesTheBorderIsNoDigit() {
    assertThat(new IsolateDigit().apply(shadow(45)).empty()).isTrue();
    Mat edge = shadow(45);
    draw(edge, new Point(60, -5), new Point(60, 100));
    assertThat(new IsolateDigit().apply(edge).empty()).isTrue();
    Mat alike = shadow(70);
    draw(alike, new Point(60, 30), new Point(60, 100), 100);
    assertThat(new IsolateDigit().apply(alike).empty()).isTrue();
  }

  /** A shadow from the left. */
  private static Mat shadow(int level) {
    Mat picture = Mat.zeros(SIDE, SIDE, CvType.CV_8UC1);
    Imgproc.rectangle(picture, new Rect(0, 120, 150, 60), Scalar.all(level), Imgproc.FILLED);
    return picture;
  }

  private static void draw(Mat picture, Point from, Point to) {
    draw(picture, from, to, 150);
  }

  private static void draw(Mat picture, Point from, Point to, int level) {
    Imgproc.line(picture, from, to, Scalar.all(level), 6);
  }
}
