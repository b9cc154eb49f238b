package io.github.mnistfit.training.scenes;

import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;

/** A drawn picture and what each of its pixels shows. Immutable. */
public final class Scene {
  private final InkImage image;
  private final float[] digit;
  private final float[] mark;
  private final float[] other;

  Scene(InkImage image, Plane digit, Plane mark, Plane other) {
    this.image = image;
    this.digit = digit.values().clone();
    this.mark = mark.values().clone();
    this.other = other.values().clone();
  }

  /** The picture as the network takes it. */
  public InkImage image() {
    return image;
  }

  /**
   * How much of a pixel is of a class, from 0 to 1; over all classes it adds up to 1.
   *
   * @param pixel its number, row by row
   */
  public float share(InkClass inkClass, int pixel) {
    return switch (inkClass) {
      case DIGIT -> digit[pixel];
      case MARK -> mark[pixel];
      case OTHER -> other[pixel];
      case PAPER -> Math.max(0, 1 - digit[pixel] - mark[pixel] - other[pixel]);
    };
  }

  /** Whether it has a digit at all. */
  public boolean hasDigit() {
    for (float value : digit) {
      if (value > 0.5f) {
        return true;
      }
    }
    return false;
  }
}
