package io.github.mnistfit.report;

import io.github.mnistfit.report.ReportFigures.Bin;
import java.util.List;
import java.util.Locale;

/**
 * A reliability diagram for the page's SVG: a bar a bin as high as its accuracy, a dot at its mean
 * confidence, and under it how many pictures the bin has. Dots on the diagonal are a network that
 * knows how sure to be.
 */
record ReliabilityDiagram(List<Bin> bins) {
  /** The square that the diagram is drawn in, in SVG units, from (0, 0) at the top left. */
  private static final double SIDE = 200;

  /** The height of the counts' highest bar, and where their bars stand. */
  private static final double COUNTS = 36;

  private static final double COUNTS_FOOT = 262;

  /** Room between two bars. */
  private static final double GAP = 1;

  /** A bin as SVG wants it: text with a decimal point, in units of the diagram. */
  record Bar(Rectangle accuracy, Rectangle count, String dotX, String dotY, String title) {}

  /** A rectangle as SVG wants it. */
  record Rectangle(String x, String y, String width, String height) {
    static Rectangle of(Bin bin, double foot, double height) {
      return new Rectangle(
          number(SIDE * bin.low() + GAP / 2),
          number(foot - height),
          number(SIDE * (bin.high() - bin.low()) - GAP),
          number(height));
    }
  }

  List<Bar> bars() {
    return bins.stream().map(this::bar).toList();
  }

  /** How many pictures the fullest bin has. */
  int most() {
    return bins.stream().mapToInt(Bin::n).max().orElse(0);
  }

  private Bar bar(Bin bin) {
    return new Bar(
        Rectangle.of(bin, SIDE, SIDE * bin.accuracy()),
        Rectangle.of(bin, COUNTS_FOOT, Math.max(1, COUNTS * bin.n() / most())),
        number(SIDE * bin.confidence()),
        number(SIDE * (1 - bin.accuracy())),
        String.format(
            Locale.ROOT,
            "%s, mean confidence %.4f, accuracy %.4f",
            bin.n() == 1 ? "1 picture" : bin.n() + " pictures",
            bin.confidence(),
            bin.accuracy()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
