package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What is made of digits and is no digit: several at once, one mirrored, one that lies.
 *
 * @param digits what they are made of
 */
record MisplacedDigits(List<LabelledImage> digits, SplittableRandom random) {
  private static final double MIDDLE = MnistImage.SIDE / 2.0;

  /** Digits that are none when they are mirrored: not 0, 1, 8, and 2 and 5 are near each other. */
  private static final List<Integer> NONE_MIRRORED = List.of(3, 4, 6, 7, 9);

  /** Digits that are none when they lie on their side. */
  private static final List<Integer> NONE_LYING = List.of(2, 3, 4, 5, 6, 7, 9);

  /** Two or three digits, beside or above each other, apart or touching. */
  InkCanvas several() {
    int n = random.nextDouble() < 0.75 ? 2 : 3;
    boolean column = random.nextDouble() < 0.15;
    double scale = (n == 2 ? 0.6 : 0.45) + 0.08 * random.nextDouble();
    InkCanvas canvas = InkCanvas.empty();
    double place = 2;
    for (int i = 0; i < n; i++) {
      MnistImage digit = any().image();
      Extent extent = column ? Extent.ofRows(digit) : Extent.ofColumns(digit);
      double middle = place + scale * (MIDDLE - extent.from());
      double aside = MIDDLE + 0.7 * Gaussian.next(random);
      double x = column ? aside : middle;
      double y = column ? middle : aside;
      canvas.add(
          InkCanvas.of(
              digit,
              (toX, toY, from) -> {
                from[0] = MIDDLE + (toX - x) / scale;
                from[1] = MIDDLE + (toY - y) / scale;
              }));
      place += scale * (extent.to() - extent.from()) + 2.5 * random.nextDouble() - 0.5;
    }
    return InkFilters.grown(canvas, random.nextInt(2));
  }

  /** A digit that is mirrored, or lies. */
  InkCanvas turned() {
    boolean mirrored = random.nextBoolean();
    List<Integer> labels = mirrored ? NONE_MIRRORED : NONE_LYING;
    LabelledImage digit = any();
    while (!labels.contains(digit.label())) {
      digit = any();
    }
    double sign = random.nextBoolean() ? 1 : -1;
    return InkCanvas.of(
        digit.image(),
        (x, y, from) -> {
          from[0] = mirrored ? 2 * MIDDLE - x : MIDDLE + sign * (y - MIDDLE);
          from[1] = mirrored ? y : MIDDLE - sign * (x - MIDDLE);
        });
  }

  private LabelledImage any() {
    return digits.get(random.nextInt(digits.size()));
  }

  /** Where the ink of an image begins and ends, in pixels. */
  private record Extent(int from, int to) {
    static Extent ofColumns(MnistImage image) {
      return of(i -> IntStream.range(0, MnistImage.SIDE).anyMatch(j -> image.at(j, i) > 127));
    }

    static Extent ofRows(MnistImage image) {
      return of(i -> IntStream.range(0, MnistImage.SIDE).anyMatch(j -> image.at(i, j) > 127));
    }

    private static Extent of(IntPredicate inked) {
      int[] places = IntStream.range(0, MnistImage.SIDE).filter(inked).toArray();
      return places.length == 0
          ? new Extent(0, MnistImage.SIDE)
          : new Extent(places[0], places[places.length - 1] + 1);
    }
  }
}
