package io.github.mnistfit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.report.LearningCurves.Point;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.YAxisPosition;

/** What stands at the axes; in the drawing, letters are shapes. */
class LearningCurvesTest {
  private static final DecimalFormatSymbols ROOT = DecimalFormatSymbols.getInstance(Locale.ROOT);

  private static final List<Point> WITH_ERROR =
      List.of(
          new Point(0.133348214702867, OptionalDouble.of(0.021199999)),
          new Point(0.0412345678, OptionalDouble.of(0.0111)),
          new Point(0.0287654321, OptionalDouble.of(0.009300001)));

  @Test
  void axesAndCurvesSayWhatTheyAre() {
    XYChart chart = LearningCurves.chart(WITH_ERROR);
    assertThat(chart.getXAxisTitle()).isEqualTo("epoch");
    assertThat(chart.getYAxisGroupTitle(0)).isEqualTo("loss (nats)");
    assertThat(chart.getYAxisGroupTitle(1)).isEqualTo("error (%)");
    assertThat(chart.getStyler().getYAxisGroupPosistion(1)).isEqualTo(YAxisPosition.Right);
    assertThat(chart.getSeriesMap().keySet())
        .containsExactly("loss on training images", "error on held-out images");
    assertThat(chart.getSeriesMap().get("error on held-out images").getYData())
        .containsExactly(100 * 0.021199999, 100 * 0.0111, 100 * 0.009300001);
  }

  @Test
  void withoutHeldOutImagesThereIsNoErrorToName() {
    XYChart chart = LearningCurves.chart(List.of(new Point(0.5, OptionalDouble.empty())));
    assertThat(chart.getSeriesMap().keySet()).containsExactly("loss on training images");
  }

  /** Whole epochs, and no more places than a person reads. */
  @Test
  void ticksAreShortNumbers() {
    AxesChartStyler style = LearningCurves.chart(WITH_ERROR).getStyler();
    assertThat(new DecimalFormat(style.getXAxisDecimalPattern(), ROOT).format(2)).isEqualTo("2");
    assertThat(new DecimalFormat(style.getYAxisDecimalPattern(), ROOT).format(0.133348214702867))
        .isEqualTo("0.1333");
  }
}
