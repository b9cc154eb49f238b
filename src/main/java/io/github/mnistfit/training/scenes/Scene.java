package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import java.util.List;

/** A drawn picture and what each of its pixels shows. Immutable. */
public final class Scene {
  /** What a scene without a digit is labelled. */
  public static final int NO_DIGIT = -1;

  private final InkImage image;
  private final float[] digit;
  private final float[] mark;
  private final float[] other;

  private final float[] grey;
  private final int label;
  private final List<DrawnDigit> digits;

  Scene(Plane picture, Sketch sketch) {
    this(picture, sketch, InkImage.of(picture.values()));
  }

  /** A scene that the network gets to see in another way than a single digit. */
  Scene(Plane picture, Sketch sketch, InkImage image) {
    this.grey = picture.values().clone();
    this.image = image;
    this.digit = sketch.digit.values().clone();
    this.mark = sketch.mark.values().clone();
    this.other = sketch.other.values().clone();
    this.label = sketch.label;
    this.digits = List.copyOf(sketch.digits);
  }

  /** The digit that the scene shows; {@link #NO_DIGIT} if it shows none. */
  public int label() {
    return label;
  }

  /** The digits of a page, one by one; of a scene of one digit, those beside it. */
  public List<DrawnDigit> digits() {
    return digits;
  }

  /** All digits' ink: 0 (none) to 255 (covers the pixel). */
  public GreyImage ink() {
    return Plane.image(digit);
  }

  /**
   * The picture as a camera would have taken it: 8 bit grey, {@link InkImage#SIDE} pixels a side.
   */
  public GreyImage picture() {
    return Plane.image(grey);
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
