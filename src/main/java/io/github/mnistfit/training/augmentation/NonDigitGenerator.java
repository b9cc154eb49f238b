package io.github.mnistfit.training.augmentation;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.augmentation.InkCanvas.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Outlier exposure (Hendrycks, Mazeika and Dietterich, 2019): images that are no digit, in MNIST's
 * form, for the network to be unsure of: letters of a simple alphabet of its own, scribbles,
 * several digits at once, digits mirrored or lying, things of a photo, geometric shapes, textures.
 */
public final class NonDigitGenerator {
  private static final double MIDDLE = MnistImage.SIDE / 2.0;

  /** The pen's width, in pixels. */
  private static final Uniform STROKE_WIDTH = new Uniform(1.2, 2.2);

  /** The box that holds an MNIST digit. */
  private static final Uniform PLACE = new Uniform(4, 20);

  /** Half the width, and half the height, of a thing, in pixels. */
  private static final Uniform THING_SIZE = new Uniform(1, 6);

  private final SplittableRandom random;
  private final List<Kind> kinds;

  /**
   * One sort of non-digit.
   *
   * @param share of all of them, 0 to 1
   */
  private record Kind(double share, Supplier<InkCanvas> drawing) {}

  /**
   * Images that one seed gives.
   *
   * @param digits what those with digits in them are made of
   */
  public NonDigitGenerator(SplittableRandom random, List<LabelledImage> digits) {
    this.random = random;
    var misplaced = new MisplacedDigits(digits, random);
    // Letters are what people show a recogniser of digits most, and most like digits. With more of
    // them, and more things, 93.0 % of a collection without digits were rejected, before 91.7 %.
    kinds =
        List.of(
            new Kind(0.38, this::letter),
            new Kind(0.12, this::scribble),
            new Kind(0.14, misplaced::several),
            new Kind(0.08, misplaced::turned),
            new Kind(0.14, this::things),
            new Kind(0.07, this::shape),
            new Kind(0.07, this::texture));
  }

  /** Another image. */
  public LabelledImage next() {
    MnistImage image = null;
    while (image == null) {
      image =
          MnistNormalization.normalize(
              drawing(),
              FitError.USUAL.boxScale(random),
              Math.exp(0.15 * gaussian()),
              FitError.USUAL.pixels(random),
              FitError.USUAL.pixels(random));
    }
    return new LabelledImage(image, LabelledImage.NO_DIGIT);
  }

  private InkCanvas drawing() {
    double choice = random.nextDouble();
    double sum = 0;
    for (Kind kind : kinds) {
      sum += kind.share;
      if (choice < sum) {
        return kind.drawing.get();
      }
    }
    return kinds.get(kinds.size() - 1).drawing.get();
  }

  private InkCanvas letter() {
    InkCanvas canvas = InkCanvas.empty();
    // Print is often bolder than writing.
    double width = (random.nextDouble() < 0.25 ? 1.4 : 1) * STROKE_WIDTH.draw(random);
    double wide = new Uniform(8, 9).draw(random);
    double slant = 0.15 * gaussian();
    double wobble = 0.5 * random.nextDouble();
    double serif = random.nextDouble() < 0.35 ? 1 + width * random.nextDouble() : 0;
    for (List<Point> stroke : LetterShapes.any(random)) {
      List<Point> drawn = new ArrayList<>();
      for (Point point : stroke) {
        double y = 5 + 18 * point.y() + wobble * gaussian();
        drawn.add(new Point(MIDDLE + wide * (point.x() - 0.5) + slant * (MIDDLE - y), y));
      }
      canvas.draw(drawn, width);
      if (serif > 0) {
        drawSerif(canvas, drawn.get(0), serif, width);
        drawSerif(canvas, drawn.get(drawn.size() - 1), serif, width);
      }
    }
    return canvas;
  }

  private static void drawSerif(InkCanvas canvas, Point end, double length, double width) {
    canvas.draw(end.x() - length, end.y(), end.x() + length, end.y(), 0.7 * width);
  }

  /** One to four curves through random points. */
  private InkCanvas scribble() {
    InkCanvas canvas = InkCanvas.empty();
    double width = STROKE_WIDTH.draw(random);
    for (int strokes = 1 + random.nextInt(4); strokes > 0; strokes--) {
      List<Point> points = new ArrayList<>();
      for (int n = 3 + random.nextInt(6); n > 0; n--) {
        points.add(new Point(PLACE.draw(random), PLACE.draw(random)));
      }
      canvas.draw(random.nextBoolean() ? Spline.through(points) : points, width);
    }
    return canvas;
  }

  /** A polygon or a star, empty or full; a full disc; a cross; an arrow's head. */
  private InkCanvas shape() {
    InkCanvas canvas = InkCanvas.empty();
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
      double width = full ? 12 : STROKE_WIDTH.draw(random);
      for (Point point : points) {
        double reach = full ? 0.6 : 1;
        canvas.draw(
            MIDDLE,
            MIDDLE,
            MIDDLE + reach * (point.x() - MIDDLE),
            MIDDLE + reach * (point.y() - MIDDLE),
            width);
      }
    } else {
      canvas.draw(points, STROKE_WIDTH.draw(random));
    }
    return canvas;
  }

  /** Discs and boxes, alone or over each other: what a fit makes of a photo of things. */
  private InkCanvas things() {
    InkCanvas canvas = InkCanvas.empty();
    int n = 1 + random.nextInt(7);
    for (int i = 0; i < n; i++) {
      double x = PLACE.draw(random);
      double y = PLACE.draw(random);
      double strength = new Uniform(0.4, 0.6).draw(random);
      double wide = THING_SIZE.draw(random);
      double high = THING_SIZE.draw(random);
      // Alone, a box that stands would be a 1.
      if (n == 1 || random.nextBoolean()) {
        canvas.draw(x - wide / 2, y, x + wide / 2, y, 2 * high, strength);
      } else {
        canvas.fill(x - wide, y - high, x + wide, y + high, strength);
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      canvas = InkFilters.blurred(canvas);
    }
    // Under uneven light, a thing fades as no stroke of a pen does.
    return random.nextBoolean()
        ? canvas
        : InkFilters.shaded(canvas, 2 * Math.PI * random.nextDouble(), 0.5 * random.nextDouble());
  }

  /** Parallel or crossing lines, or blobs of noise. */
  private InkCanvas texture() {
    InkCanvas canvas = InkCanvas.empty();
    double kind = random.nextDouble();
    if (kind < 0.4) {
      double width = new Uniform(0.8, 2).draw(random);
      double pitch = width + 2 + 4 * random.nextDouble();
      double tilt = 3 * gaussian();
      boolean crossed = random.nextBoolean();
      boolean upright = random.nextBoolean();
      for (double at = 4 + pitch * random.nextDouble(); at < 24; at += pitch) {
        if (crossed || upright) {
          canvas.draw(at - tilt, 3, at + tilt, 25, width);
        }
        if (crossed || !upright) {
          canvas.draw(3, at + tilt, 25, at - tilt, width);
        }
      }
      return canvas;
    }
    double deviation = new Uniform(0.3, 0.4).draw(random);
    canvas.addNoise(() -> 0.35 + deviation * gaussian());
    int coarseness = random.nextInt(14);
    for (int i = 0; i < coarseness; i++) {
      canvas = InkFilters.blurred(canvas);
    }
    if (kind < 0.8) {
      // Blurred noise, brought back to black and white.
      double threshold = canvas.mean();
      double contrast = 4 + 4 * coarseness;
      return InkFilters.mapped(canvas, ink -> contrast * (ink - threshold) + 0.2);
    }
    return canvas;
  }

  private double gaussian() {
    return Gaussian.next(random);
  }
}
