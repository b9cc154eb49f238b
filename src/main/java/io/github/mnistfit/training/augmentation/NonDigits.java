package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.augmentation.InkField.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Makes images that are no digit, in MNIST's form, for the network to be unsure of: letters of an
 * own simple alphabet, scribbles, several digits at once, digits mirrored or lying, things of a
 * photo, geometric shapes, textures. After Hendrycks, Mazeika and Dietterich (2019), who call it
 * outlier exposure.
 */
public final class NonDigits {
  private static final double MIDDLE = MnistImage.SIDE / 2.0;

  /** Digits that are none when they are mirrored: not 0, 1, 8, and 2 and 5 are near each other. */
  private static final List<Integer> NONE_MIRRORED = List.of(3, 4, 6, 7, 9);

  /** Digits that are none when they lie on their side. */
  private static final List<Integer> NONE_LYING = List.of(2, 3, 4, 5, 6, 7, 9);

  private final SplittableRandom random;
  private final List<LabelledImage> digits;

  /**
   * Images that one seed gives.
   *
   * @param digits what those with digits in them are made of
   */
  public NonDigits(SplittableRandom random, List<LabelledImage> digits) {
    this.random = random;
    this.digits = digits;
  }

  /** Another image. */
  public LabelledImage next() {
    MnistImage image = null;
    while (image == null) {
      image =
          InkReduction.reduce(
              field(), 1 + 0.04 * gaussian(), Math.exp(0.15 * gaussian()), shift(), shift());
    }
    return new LabelledImage(image, LabelledImage.NO_DIGIT);
  }

  private InkField field() {
    double choice = random.nextDouble();
    if (choice < 0.38) {
      return letter();
    }
    if (choice < 0.50) {
      return scribble();
    }
    if (choice < 0.64) {
      return severalDigits();
    }
    if (choice < 0.72) {
      return turnedDigit();
    }
    if (choice < 0.86) {
      return things();
    }
    return choice < 0.93 ? shape() : texture();
  }

  private int shift() {
    return random.nextDouble() < 0.2 ? random.nextInt(3) - 1 : 0;
  }

  private double strokeWidth() {
    return 1.2 + 2.2 * random.nextDouble();
  }

  private InkField letter() {
    InkField field = InkField.empty();
    // Print is often bolder than writing.
    double width = random.nextDouble() < 0.25 ? 1.4 * strokeWidth() : strokeWidth();
    double wide = 8 + 9 * random.nextDouble();
    double slant = 0.15 * gaussian();
    double wobble = 0.5 * random.nextDouble();
    double serif = random.nextDouble() < 0.35 ? 1 + width * random.nextDouble() : 0;
    for (List<Point> stroke : LetterShapes.any(random)) {
      List<Point> drawn = new ArrayList<>();
      for (Point point : stroke) {
        double y = 5 + 18 * point.y() + wobble * gaussian();
        drawn.add(new Point(MIDDLE + wide * (point.x() - 0.5) + slant * (MIDDLE - y), y));
      }
      field.draw(drawn, width);
      if (serif > 0) {
        drawSerif(field, drawn.get(0), serif, width);
        drawSerif(field, drawn.get(drawn.size() - 1), serif, width);
      }
    }
    return field;
  }

  private static void drawSerif(InkField field, Point end, double length, double width) {
    field.draw(end.x() - length, end.y(), end.x() + length, end.y(), 0.7 * width);
  }

  /** One to four curves through random points. */
  private InkField scribble() {
    InkField field = InkField.empty();
    double width = strokeWidth();
    for (int strokes = 1 + random.nextInt(4); strokes > 0; strokes--) {
      List<Point> points = new ArrayList<>();
      for (int n = 3 + random.nextInt(6); n > 0; n--) {
        points.add(new Point(place(), place()));
      }
      field.draw(random.nextBoolean() ? Curve.through(points) : points, width);
    }
    return field;
  }

  /** Two or three digits, beside or above each other, apart or touching. */
  private InkField severalDigits() {
    int n = random.nextDouble() < 0.75 ? 2 : 3;
    boolean column = random.nextDouble() < 0.15;
    double scale = (n == 2 ? 0.6 : 0.45) + 0.08 * random.nextDouble();
    InkField field = InkField.empty();
    double place = 2;
    for (int i = 0; i < n; i++) {
      MnistImage digit = digit().image();
      Extent extent = column ? Extent.ofRows(digit) : Extent.ofColumns(digit);
      double middle = place + scale * (MIDDLE - extent.from());
      double aside = MIDDLE + 0.7 * gaussian();
      double x = column ? aside : middle;
      double y = column ? middle : aside;
      field.add(
          InkField.of(
              digit,
              (toX, toY, from) -> {
                from[0] = MIDDLE + (toX - x) / scale;
                from[1] = MIDDLE + (toY - y) / scale;
              }));
      place += scale * (extent.to() - extent.from()) + 2.5 * random.nextDouble() - 0.5;
    }
    return field.grown(random.nextInt(2));
  }

  private InkField turnedDigit() {
    boolean mirrored = random.nextBoolean();
    List<Integer> labels = mirrored ? NONE_MIRRORED : NONE_LYING;
    LabelledImage digit = digit();
    while (!labels.contains(digit.label())) {
      digit = digit();
    }
    double sign = random.nextBoolean() ? 1 : -1;
    return InkField.of(
        digit.image(),
        (x, y, from) -> {
          from[0] = mirrored ? 2 * MIDDLE - x : MIDDLE + sign * (y - MIDDLE);
          from[1] = mirrored ? y : MIDDLE - sign * (x - MIDDLE);
        });
  }

  /** A polygon or a star, empty or full; a full disc; a cross; an arrow's head. */
  private InkField shape() {
    InkField field = InkField.empty();
    int corners = 3 + random.nextInt(6);
    boolean star = random.nextDouble() < 0.3;
    double turn = 2 * Math.PI * random.nextDouble();
    double aspect = Math.exp(0.3 * gaussian());
    List<Point> points = new ArrayList<>();
    int n = star ? 2 * corners : corners;
    for (int i = 0; i <= n; i++) {
      double radius = star && i % 2 == 1 ? 4 : 10;
      double angle = turn + 2 * Math.PI * i / n;
      points.add(
          new Point(
              MIDDLE + radius * aspect * Math.cos(angle),
              MIDDLE + radius / aspect * Math.sin(angle)));
    }
    // Many corners and no filling would be a 0.
    boolean full = (corners > 4 && !star) || random.nextDouble() < 0.4;
    if (full || random.nextDouble() < 0.25) {
      // Rays from the middle that are wide enough to fill it, or a star of lines.
      double width = full ? 12 : strokeWidth();
      for (Point point : points) {
        double reach = full ? 0.6 : 1;
        field.draw(
            MIDDLE,
            MIDDLE,
            MIDDLE + reach * (point.x() - MIDDLE),
            MIDDLE + reach * (point.y() - MIDDLE),
            width);
      }
    } else {
      field.draw(points, strokeWidth());
    }
    return field;
  }

  /** Discs and boxes, alone or over each other: what a fit makes of a photo of things. */
  private InkField things() {
    InkField field = InkField.empty();
    int n = 1 + random.nextInt(7);
    for (int i = 0; i < n; i++) {
      double x = place();
      double y = place();
      double strength = 0.4 + 0.6 * random.nextDouble();
      double wide = 1 + 6 * random.nextDouble();
      double high = 1 + 6 * random.nextDouble();
      // Alone, a box that stands would be a 1.
      if (n == 1 || random.nextBoolean()) {
        field.draw(x - wide / 2, y, x + wide / 2, y, 2 * high, strength);
      } else {
        field.fill(x - wide, y - high, x + wide, y + high, strength);
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      field = field.blurred();
    }
    // Under uneven light, a thing fades as no stroke of a pen does.
    return random.nextBoolean()
        ? field
        : field.shaded(2 * Math.PI * random.nextDouble(), 0.5 * random.nextDouble());
  }

  /** Parallel or crossing lines, or blobs of noise. */
  private InkField texture() {
    InkField field = InkField.empty();
    double kind = random.nextDouble();
    if (kind < 0.4) {
      double width = 0.8 + 2 * random.nextDouble();
      double pitch = width + 2 + 4 * random.nextDouble();
      double tilt = 3 * gaussian();
      boolean crossed = random.nextBoolean();
      boolean upright = random.nextBoolean();
      for (double at = 4 + pitch * random.nextDouble(); at < 24; at += pitch) {
        if (crossed || upright) {
          field.draw(at - tilt, 3, at + tilt, 25, width);
        }
        if (crossed || !upright) {
          field.draw(3, at + tilt, 25, at - tilt, width);
        }
      }
      return field;
    }
    double deviation = 0.3 + 0.4 * random.nextDouble();
    field.addNoise(() -> 0.35 + deviation * gaussian());
    int coarseness = random.nextInt(14);
    for (int i = 0; i < coarseness; i++) {
      field = field.blurred();
    }
    if (kind < 0.8) {
      // Blurred noise, brought back to black and white.
      double threshold = field.mean();
      double contrast = 4 + 4 * coarseness;
      return field.mapped(ink -> contrast * (ink - threshold) + 0.2);
    }
    return field;
  }

  private LabelledImage digit() {
    return digits.get(random.nextInt(digits.size()));
  }

  private double place() {
    return 4 + 20 * random.nextDouble();
  }

  private double gaussian() {
    return Gaussian.next(random);
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
