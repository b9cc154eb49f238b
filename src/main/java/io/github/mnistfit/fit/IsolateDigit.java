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
public record IsolateDigit() implements Step {
  /** Of the way from paper to ink: lighter is paper, darker is ink. */
  private static final double PAPER = 0.25;

  private static final double INK = 0.75;

  /**
   * Less noise than this has no camera: the picture was drawn, and its levels are what was meant.
   */
  private static final double DRAWN = 1;

  /** How dark the ink is: most of its pixels are lighter than this share. */
  private static final double STRENGTH = 0.85;

  @Override
  public String name() {
    return "isolate";
  }

  @Override
  public Mat apply(Mat picture) {
    var darkness = NormalizedPicture.of(picture);
    Mat mask = DigitComponents.mask(darkness);
    if (mask.empty()) {
      return mask;
    }
    Mat isolated = isolated(darkness, mask);
    mask.release();
    return isolated;
  }

  /**
   * Keeps some of the ink.
   *
   * @param mask 255 where the ink is that is kept, else 0; its edge is moved
   */
  public static Mat isolated(NormalizedPicture picture, Mat mask) {
    byte[] darkness = picture.pixels();
    PaperLevel paper = picture.paper();
    byte[] digit = Mats.pixels(mask);
    var histogram = new Histogram();
    for (int i = 0; i < digit.length; i++) {
      if (digit[i] != 0) {
        histogram.add(Byte.toUnsignedInt(darkness[i]));
      }
    }
    double low = 0;
    double high = histogram.quantile(1);
    if (paper.deviation() >= DRAWN) {
      double strength = histogram.quantile(STRENGTH) - paper.level();
      low = paper.level() + PAPER * strength;
      high = paper.level() + INK * strength;
    }
    // One pixel more on every side: the soft edge.
    Imgproc.dilate(mask, mask, new Mat());
    byte[] allowed = Mats.pixels(mask);
    byte[] spread = spread(low, high);
    byte[] levels = new byte[darkness.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = allowed[i] == 0 ? 0 : spread[Byte.toUnsignedInt(darkness[i])];
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
