package io.github.mnistfit.network;

/**
 * A grey picture as the ink network takes it: {@value #SIDE}×{@value #SIDE}, stretched to full
 * contrast. Immutable.
 */
public final class InkImage {
  /** Rows, and columns. */
  public static final int SIDE = 96;

  /** Pixels. */
  public static final int PIXELS = SIDE * SIDE;

  /** The share of the pixels that may be darker than 0, or brighter than 1, after stretching. */
  private static final double TAIL = 0.01;

  /**
   * The least contrast, of 1, that is stretched to full: with less, paper's grain would look like
   * ink.
   */
  private static final float LEAST_CONTRAST = 0.02f;

  /** How far below 0 and above 1 the tails may reach. */
  private static final float REACH = 1;

  /** What is further from the paper, in contrasts, is no further. */
  private static final float FARTHEST = 2;

  private static final int LEVELS = 1024;

  private final float[] values;

  private InkImage(float[] values) {
    this.values = values;
  }

  /**
   * Stretches a picture's grey levels so that all but the darkest and the brightest hundredth of
   * its pixels lie from 0 to 1.
   *
   * @param grey {@value #PIXELS} values row by row, 0 (black) to 1 (white)
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static InkImage of(float[] grey) {
    if (grey.length != PIXELS) {
      throw new IllegalArgumentException("not " + SIDE + "×" + SIDE + " values: " + grey.length);
    }
    int[] histogram = new int[LEVELS];
    for (float value : grey) {
      histogram[(int) (Math.max(0, Math.min(1, value)) * (LEVELS - 1) + 0.5f)]++;
    }
    float dark = level(histogram, TAIL);
    float range = Math.max(LEAST_CONTRAST, level(histogram, 1 - TAIL) - dark);
    float[] stretched = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      stretched[i] = Math.max(-REACH, Math.min(1 + REACH, (grey[i] - dark) / range));
    }
    return new InkImage(stretched);
  }

  /**
   * Part of a page, whose ink is measured on the page: a part without ink must stay empty.
   *
   * @param grey {@value #PIXELS} values row by row, 0 (black) to 1 (white)
   * @param paper the grey level of the paper there, 0 to 1
   * @param contrast how far from it ink is, more or less; above 0
   * @throws IllegalArgumentException if there are more or fewer values
   */
  public static InkImage relative(float[] grey, float paper, float contrast) {
    if (grey.length != PIXELS) {
      throw new IllegalArgumentException("not " + SIDE + "×" + SIDE + " values: " + grey.length);
    }
    float[] values = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      values[i] = relative(grey[i], paper, contrast);
    }
    return new InkImage(values);
  }

  /** How far a grey level is from the paper's, in contrasts: within ±2, most of it within ±1. */
  public static float relative(float grey, float paper, float contrast) {
    return Math.max(-FARTHEST, Math.min(FARTHEST, (grey - paper) / contrast));
  }

  /** The grey level, 0 to 1, that this share of the pixels doesn't pass. */
  private static float level(int[] histogram, double share) {
    double left = share * PIXELS;
    int level = 0;
    while (level < LEVELS - 1 && left > histogram[level]) {
      left -= histogram[level];
      level++;
    }
    return (float) level / (LEVELS - 1);
  }

  /** The value at a row and column, in [−2, 2]; most of a stretched picture lie in [0, 1]. */
  public float at(int row, int column) {
    return values[row * SIDE + column];
  }

  /** A copy of the values, row by row. */
  public float[] values() {
    return values.clone();
  }

  /** Puts the values into an array, from a place on. */
  public void copyTo(float[] array, int from) {
    System.arraycopy(values, 0, array, from, PIXELS);
  }
}
