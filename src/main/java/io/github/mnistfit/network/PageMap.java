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
   * @param odds <i>e</i> to the power of each logit, in the order of {@link InkArchitecture}, of
   *     one picture of this size
   */
  static PageMap ofOdds(float[] odds, int width, int height) {
    int cell = InkArchitecture.CELL;
    int columns = width / cell;
    int places = columns * (height / cell);
    int apart = cell * cell * places;
    int classes = InkClass.values().length;
    float[] digits = new float[width * height];
    float[] marks = new float[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int place = row / cell * columns + column / cell;
        int inCell = row % cell * cell + column % cell;
        int first = inCell * places + place;
        float sum = 0;
        for (int c = 0; c < classes; c++) {
          sum += odds[first + c * apart];
        }
        digits[row * width + column] = odds[first + InkClass.DIGIT.ordinal() * apart] / sum;
        marks[row * width + column] = odds[first + InkClass.MARK.ordinal() * apart] / sum;
      }
    }
    return new PageMap(width, height, digits, marks);
  }
}
