package io.github.mnistfit.report;

import io.github.mnistfit.report.ReportFigures.Bin;
import java.util.List;
import java.util.Locale;

/**
 * A reliability diagram for the page's SVG: a bar a bin as high as its accuracy, and a dot at its
 * mean confidence. Dots on the diagonal are a network that knows how sure to be.
 */
record ReliabilityDiagram(List<Bin> bins) {
  /** The square that the diagram is drawn in, in SVG units, from (0, 0) at the top left. */
  private static final double SIDE = 200;

  /** Room between two bars. */
  private static final double GAP = 1;

  /** A bin as SVG wants it: text with a decimal point, in units of the diagram. */
  record Bar(
      String x, String y, String width, String height, String dotX, String dotY, String title) {}

  List<Bar> bars() {
    return bins.stream().map(ReliabilityDiagram::bar).toList();
  }

  private static Bar bar(Bin bin) {
    return new Bar(
        number(SIDE * bin.low() + GAP / 2),
        number(SIDE * (1 - bin.accuracy())),
        number(SIDE * (bin.high() - bin.low()) - GAP),
        number(SIDE * bin.accuracy()),
        number(SIDE * bin.confidence()),
        number(SIDE * (1 - bin.accuracy())),
        String.format(
            Locale.ROOT,
            "%d pictures, mean confidence %.1f %%, right %.1f %%",
            bin.n(),
            100 * bin.confidence(),
            100 * bin.accuracy()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
