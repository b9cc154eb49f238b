package io.github.mnistfit.ink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.samples.WorstCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Pictures made to have as many components as possible: comparing each with each, and again after
 * each that was kept, took minutes. Counted and not timed, so that a busy machine says the same.
 */
class BoundedWorkTest {
  /** Of comparisons of two components; 57,600 dots compared each with each are 3,300 million. */
  private static final long MOST = 4_000_000;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  static Stream<Arguments> drawings() {
    return Stream.of(WorstCase.values())
        .flatMap(drawing -> Stream.of(480, 1280).map(side -> Arguments.of(drawing, side)));
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void componentsAreComparedSoOftenAtMost(WorstCase drawing, int side) {
    var density = new Mat(side, side, CvType.CV_8UC1);
    density.put(0, 0, drawing.ink(side));
    var digit = new DigitComponents(NormalizedPicture.of(density));
    digit.digit().release();
    density.release();
    assertThat(digit.comparisons()).isLessThan(MOST);
  }
}
