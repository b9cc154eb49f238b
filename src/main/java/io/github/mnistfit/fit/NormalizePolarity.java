package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * Makes the ink dark on lighter paper. Ink is rarer than the paper around it, so the levels of a
 * neighbourhood are skewed towards the ink: the sign of their third moment about its mean tells
 * which it is. Neighbourhoods of several sizes are asked, since a thick stroke fills small ones,
 * and a shadow is rare in large ones.
 */
record NormalizePolarity(Config config) implements Step {
  NormalizePolarity() {
    this(Config.STANDARD);
  }

  /**
   * How polarity is told; {@code docs/experiments.md}, "Coarser measures", has what was tried
   * instead.
   *
   * @param side to which the picture is reduced for it, in pixels
   * @param margin so near to the border, of the longer side, a picture that is at least so large
   *     isn't looked at: it may be a photo with a frame or an edge there
   * @param windows how wide neighbourhoods are, of the longer side, in ascending order
   * @param narrowest narrower ones, in pixels, would take the inside of a stroke for paper
   */
  record Config(int side, double margin, List<Double> windows, int narrowest) {
    static final Config STANDARD = new Config(64, 1.0 / 32, List.of(0.15, 0.3, 0.5, 0.9), 9);
  }

  @Override
  public String name() {
    return "polarity";
  }

  @Override
  public Mat apply(Mat picture) {
    var result = new Mat();
    if (inkIsLight(picture)) {
      Core.bitwise_not(picture, result);
    } else {
      picture.copyTo(result);
    }
    return result;
  }

  private boolean inkIsLight(Mat picture) {
    Mat coarse = Mats.coarse(config.side(), picture);
    boolean isLarge = Mats.longerSide(picture) >= config.side();
    Mat inner = isLarge ? inner(coarse) : coarse.clone();
    coarse.release();
    boolean light = isSkewedToLight(inner);
    inner.release();
    return light;
  }

  /** A copy without its margin. */
  private Mat inner(Mat picture) {
    int margin = Math.max(1, (int) (config.margin() * Mats.longerSide(picture)));
    if (Math.min(picture.rows(), picture.cols()) <= 4 * margin) {
      return picture.clone();
    }
    Mat view = picture.submat(margin, picture.rows() - margin, margin, picture.cols() - margin);
    Mat inner = view.clone();
    view.release();
    return inner;
  }

  /** Each size has a vote from −1 to 1; the rest aren't asked once it is decided. */
  private boolean isSkewedToLight(Mat coarse) {
    double vote = 0;
    int left = config.windows().size();
    for (double share : config.windows()) {
      if (Math.abs(vote) > left) {
        break;
      }
      left--;
      int window = Mats.odd(share * Mats.longerSide(coarse));
      if (window >= config.narrowest() || left == 0) {
        vote += skew(coarse, Math.max(3, window));
      }
    }
    return vote > 0;
  }

  /**
   * From −1, all that differs from its neighbourhood's mean is darker, to 1, all is lighter; by the
   * third power, so that what differs a little, as shadows and grain do, hardly counts.
   */
  private static double skew(Mat coarse, int window) {
    Mat mean = Mats.neighbourhoodMean(window, coarse);
    byte[] level = Mats.pixels(coarse);
    byte[] around = Mats.pixels(mean);
    mean.release();
    double signed = 0;
    double absolute = 1e-9;
    for (int i = 0; i < level.length; i++) {
      double difference = Byte.toUnsignedInt(level[i]) - Byte.toUnsignedInt(around[i]);
      double cube = difference * difference * difference;
      signed += cube;
      absolute += Math.abs(cube);
    }
    return signed / absolute;
  }
}
