package io.github.mnistfit.network;

/**
 * What each pixel of a picture shows: a probability for each {@link InkClass}; over all of them, a
 * pixel's add up to 1. Immutable.
 */
@SuppressWarnings("EnumOrdinal") // the classes are in the order of the network's channels
public final class InkMap {
  private static final int CLASSES = InkClass.values().length;

  /** Class by class, row by row. */
  private final float[] probabilities;

  private InkMap(float[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * A map of given probabilities.
   *
   * @param probabilities one for each class and pixel, class by class, row by row; they are copied
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static InkMap of(float[] probabilities) {
    if (probabilities.length != CLASSES * InkImage.PIXELS) {
      throw new IllegalArgumentException("not so many probabilities: " + probabilities.length);
    }
    return new InkMap(probabilities.clone());
  }

  /**
   * The softmax of a network's output.
   *
   * @param odds <i>e</i> to the power of each logit, in the order of {@link InkArchitecture}, of
   *     several pictures
   * @param picture which of them, from 0
   */
  static InkMap ofOdds(float[] odds, int picture) {
    int places = InkArchitecture.PLACES * InkArchitecture.PLACES;
    int cell = InkArchitecture.CELL;
    float[] probabilities = new float[CLASSES * InkImage.PIXELS];
    for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
      int row = pixel / InkImage.SIDE;
      int column = pixel % InkImage.SIDE;
      int inCell = row % cell * cell + column % cell;
      int place = row / cell * InkArchitecture.PLACES + column / cell;
      int first = (picture * InkArchitecture.CHANNELS + inCell) * places + place;
      float sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        sum += odds[first + c * cell * cell * places];
      }
      for (int c = 0; c < CLASSES; c++) {
        probabilities[c * InkImage.PIXELS + pixel] = odds[first + c * cell * cell * places] / sum;
      }
    }
    return new InkMap(probabilities);
  }

  /**
   * How probable it is that a pixel is of a class, in [0, 1].
   *
   * @param pixel its number, row by row
   */
  public float probability(InkClass inkClass, int pixel) {
    return probabilities[inkClass.ordinal() * InkImage.PIXELS + pixel];
  }

  /** All pixels' probabilities of a class, row by row. */
  public float[] probabilities(InkClass inkClass) {
    float[] values = new float[InkImage.PIXELS];
    System.arraycopy(
        probabilities, inkClass.ordinal() * InkImage.PIXELS, values, 0, InkImage.PIXELS);
    return values;
  }
}
