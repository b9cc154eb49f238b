package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.ink.Mats;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Work that grows faster than a picture is bounded. Counted and not timed. */
class BoundedStepsTest {
  @Test
  void aLargeGlyphIsReducedBeforeItIsThinned() {
    OpenCv.load();
    Mat blob = Mat.zeros(400, 400, CvType.CV_8UC1);
    Imgproc.circle(blob, new Point(200, 200), 180, Scalar.all(255), Imgproc.FILLED);
    assertThat(sideOf(new NormalizeStrokeWidth(), blob)).isGreaterThan(150);
    assertThat(sideOf(new NormalizeStrokeWidth(NormalizeStrokeWidth.Config.OF_GLYPH), blob))
        .isBetween(20, 80);
    blob.release();
  }

  @Test
  void moreInkThanMayVoteIsNoRuledPaper() {
    OpenCv.load();
    Mat ruled = Mat.zeros(300, 300, CvType.CV_8UC1);
    for (int x = 20; x < 300; x += 40) {
      Imgproc.line(ruled, new Point(x, 0), new Point(x, 299), Scalar.all(255), 2);
    }
    Imgproc.circle(ruled, new Point(160, 150), 60, Scalar.all(255), 25);
    RemoveRuledLines.Config standard = RemoveRuledLines.Config.STANDARD;
    var hough = new RemoveRuledLines.Hough(standard.hough().angle(), 0.6, 2000, 1_000_000);
    var strict =
        new RemoveRuledLines.Config(standard.smallest(), hough, standard.line(), standard.rest());
    assertThat(isChanged(new RemoveRuledLines(standard), ruled)).isTrue();
    assertThat(isChanged(new RemoveRuledLines(strict), ruled)).isFalse();
    // Half of the largest page that is looked at.
    assertThat(standard.hough().allows(1280 * 1280 / 2)).isFalse();
    ruled.release();
  }

  private static boolean isChanged(RemoveRuledLines step, Mat picture) {
    Mat result = step.apply(picture);
    boolean isChanged = !Arrays.equals(Mats.pixels(result), Mats.pixels(picture));
    result.release();
    return isChanged;
  }

  private static int sideOf(NormalizeStrokeWidth step, Mat blob) {
    Mat changed = step.apply(blob);
    int side = Mats.longerSide(changed);
    changed.release();
    return side;
  }
}
