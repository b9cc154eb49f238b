package io.github.mnistfit.fit;

import io.github.mnistfit.ink.DigitComponents;
import io.github.mnistfit.ink.Histogram;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.ink.PaperLevel;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Keeps the digit's ink alone, and spreads its levels: paper to 0, ink to 255, and the edges
 * between them soft as they were, for in them lies where the edge is to a fraction of a pixel.
 */
public record IsolateDigit(Config config) implements Step {
  public IsolateDigit() {
    this(Config.STANDARD);
  }

  /**
   * How levels are spread.
   *
   * @param paper of the way from paper to ink, 0 to 1: lighter is paper
   * @param ink the same: darker is ink
   * @param strength how dense the ink is: most of its pixels are less than this quantile, 0 to 1
   * @param drawn less noise than this, in standard deviations, has no camera: the picture was
   *     drawn, and its levels are what was meant
   */
  public record Config(double paper, double ink, double strength, double drawn) {
    public static final Config STANDARD = new Config(0.25, 0.75, 0.85, 1);
  }

  @Override
  public String name() {
    return "isolate";
  }

  @Override
  public Mat apply(Mat picture) {
    var normalized = NormalizedPicture.of(picture);
    Mat mask = DigitComponents.mask(normalized);
    if (mask.empty()) {
      return mask;
    }
    Mat isolated = isolated(normalized, mask);
    mask.release();
    return isolated;
  }

  /**
   * Keeps some of the ink.
   *
   * @param mask 255 where the ink is that is kept, else 0; its edge is moved
   */
  public Mat isolated(NormalizedPicture picture, Mat mask) {
    byte[] density = picture.density();
    PaperLevel paper = picture.paper();
    byte[] digit = Mats.pixels(mask);
    var histogram = new Histogram();
    for (int i = 0; i < digit.length; i++) {
      if (digit[i] != 0) {
        histogram.add(Byte.toUnsignedInt(density[i]));
      }
    }
    double low = 0;
    double high = histogram.quantile(1);
    if (paper.deviation() >= config.drawn()) {
      double strength = histogram.quantile(config.strength()) - paper.level();
      low = paper.level() + config.paper() * strength;
      high = paper.level() + config.ink() * strength;
    }
    // One pixel more on every side: the soft edge.
    Imgproc.dilate(mask, mask, new Mat());
    byte[] allowed = Mats.pixels(mask);
    byte[] spread = spread(low, high);
    byte[] levels = new byte[density.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = allowed[i] == 0 ? 0 : spread[Byte.toUnsignedInt(density[i])];
    }
    var isolated = new Mat(mask.rows(), mask.cols(), CvType.CV_8UC1);
    isolated.put(0, 0, levels);
    return isolated;
  }

  /** What becomes of each level. */
  private static byte[] spread(double low, double high) {
    byte[] spread = new byte[256];
    for (int i = 0; i < spread.length; i++) {
      double level = 255 * (i - low) / (high - low);
      spread[i] = (byte) Math.rint(Math.max(0, Math.min(255, level)));
    }
    return spread;
  }
}
