package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.ink.Mats;
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

  private static int sideOf(NormalizeStrokeWidth step, Mat blob) {
    Mat changed = step.apply(blob);
    int side = Mats.longerSide(changed);
    changed.release();
    return side;
  }
}
