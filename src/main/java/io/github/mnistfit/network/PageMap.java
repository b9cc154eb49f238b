package io.github.mnistfit.network;

/**
 * What each pixel of a page shows, row by row: how probable it is that it is a digit's ink, or a
 * mark's, in [0, 1].
 *
 * @param width in pixels
 * @param height in pixels
 */
@SuppressWarnings({
  "ArrayRecordComponent", // made for one reader, who changes nothing
  "EnumOrdinal" // the classes are in the order of the network's channels
})
public record PageMap(int width, int height, float[] digits, float[] marks) {
  /**
   * The softmax of a network's output.
   *
   * @param logits in the order of {@link InkArchitecture}, of one picture of this size
   */
  static PageMap ofLogits(float[] logits, int width, int height) {
    int cell = InkArchitecture.CELL;
    int columns = width / cell;
    int places = columns * (height / cell);
    int classes = InkClass.values().length;
    float[] digits = new float[width * height];
    float[] marks = new float[width * height];
    float[] odds = new float[classes];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int place = row / cell * columns + column / cell;
        int inCell = row % cell * cell + column % cell;
        float largest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
          odds[c] = logits[(c * cell * cell + inCell) * places + place];
          largest = Math.max(largest, odds[c]);
        }
        float sum = 0;
        for (int c = 0; c < classes; c++) {
          odds[c] = (float) Math.exp(odds[c] - largest);
          sum += odds[c];
        }
        digits[row * width + column] = odds[InkClass.DIGIT.ordinal()] / sum;
        marks[row * width + column] = odds[InkClass.MARK.ordinal()] / sum;
      }
    }
    return new PageMap(width, height, digits, marks);
  }
}
