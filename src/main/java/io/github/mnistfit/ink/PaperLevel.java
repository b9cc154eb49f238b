package io.github.mnistfit.ink;

/**
 * The paper of a picture whose background is normalised.
 *
 * @param level the middle of its density, 0 to 255; 0 is as light as paper gets
 * @param deviation the standard deviation of its noise
 * @param darkest the density of the darkest ink but for stray pixels
 */
public record PaperLevel(double level, double deviation, double darkest) {
  /** The darkest pixels, a share that is smaller than any digit's. */
  private static final double DARKEST = 0.997;

  /** The share of the paper's pixels whose range of levels is measured. */
  private static final double SHARE = 0.3;

  /** How many standard deviations of a normal distribution the densest 30 % span: 2 · 0.3853. */
  private static final double DEVIATIONS = 0.771;

  /**
   * Measures the paper by the densest range of levels in the lighter half: unlike the median it is
   * paper also where ink covers more than half of the picture.
   */
  public static PaperLevel of(byte[] density) {
    Histogram histogram = Histogram.of(density);
    int darkest = histogram.quantile(DARKEST);
    Histogram.Range paper = histogram.densest(SHARE, Math.max(2, darkest / 2));
    return new PaperLevel(paper.middle(), paper.length() / DEVIATIONS, darkest);
  }
}
