package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.LabelledImage;
import java.util.List;
import java.util.Optional;

/** Writes the digit of a scene, or what stands in its place. */
final class Writing {
  /**
   * Numbers of the digit and its pen.
   *
   * @param usual the longer side of most digits, in pixels: 30 to 90 of 96
   * @param small of small ones: a thin pen's is hardly seen below 12
   * @param filling of those that reach the borders: up to a tenth beyond them
   * @param narrow height by width of narrow ones: 2 to 5
   * @param pen the stroke's width of the digit's size, for most: MNIST's own are around 0.1
   * @param thin of thin pens: down to a hundredth
   * @param fat of brushes: from 0.3 on holes close
   * @param dot the widest dot of a dotted stroke, of the digit's size: a tenth leaves few dots
   * @param slant how far the top leans aside, deviation, of the height: 0 to 0.3
   * @param turn deviation in degrees: beyond 20, 6 and 9 begin to differ from what they were
   * @param stretch deviation of the logarithm of width by height: 0 to 0.3
   */
  record Numbers(
      Range usual,
      Range small,
      Range filling,
      Range narrow,
      Range pen,
      Range thin,
      Range fat,
      double dot,
      double slant,
      double turn,
      double stretch) {
    static final Numbers STANDARD =
        new Numbers(
            Range.of(32, 84),
            Range.of(13, 32),
            Range.of(82, 100),
            Range.of(2.5, 5),
            Range.of(0.035, 0.15),
            Range.of(0.012, 0.035),
            Range.of(0.15, 0.26),
            0.07,
            0.13,
            8,
            0.16);
  }

  /** The thinnest stroke that a picture still shows, in pixels. */
  private static final double THINNEST = 0.55;

  /** Images that are looked at for one with clear strokes: most have them. */
  private static final int TRIES = 20;

  private final List<LabelledImage> images;
  private final Numbers numbers;

  Writing(List<LabelledImage> images, Numbers numbers) {
    this.images = images;
    this.numbers = numbers;
  }

  /** Any digit in any hand, in coordinates of its own. */
  Glyph anyDigit(Chance chance) {
    return anyShape(chance).glyph();
  }

  /** The same with what it shows. */
  Shape anyShape(Chance chance) {
    return chance.happens(0.5) ? skeleton(chance) : school(chance);
  }

  /**
   * A shape, and what it shows.
   *
   * @param label the digit; {@link Scene#NO_DIGIT} if it is none
   */
  record Shape(Glyph glyph, int label) {}

  /** Writes what the conditions say. */
  void write(Condition hand, Condition size, Condition pen, Sketch sketch) {
    Chance chance = sketch.chance;
    Shape shape = shape(hand, chance);
    Glyph glyph = placed(shape.glyph(), size, chance);
    sketch.frame = glyph.frame();
    double width = width(pen, chance) * Math.max(sketch.size(), 12);
    if (size == Condition.NARROW) {
      width = Math.min(width, sketch.frame.width() / 3 + 0.5);
    }
    if (pen == Condition.DOTTED_STROKES) {
      width = Math.min(width, numbers.dot() * sketch.size());
    }
    sketch.pen = Math.max(THINNEST, width);
    sketch.hasDigit =
        hand != Condition.NOTHING && hand != Condition.LETTER && hand != Condition.CLUTTER;
    sketch.label = sketch.hasDigit ? shape.label() : Scene.NO_DIGIT;
    if (hand == Condition.NOTHING) {
      return;
    }
    if (hand == Condition.CLUTTER) {
      new Clutter(sketch).draw();
      return;
    }
    var mask = new Plane();
    var ink = new Plane();
    new Pen(pen, sketch.pen, chance).draw(glyph, mask, ink);
    if (sketch.hasDigit) {
      sketch.glyph = glyph;
      sketch.digit.max(mask);
      sketch.penInk.max(ink);
    } else {
      sketch.other.max(mask);
      sketch.otherInk.max(ink);
    }
  }

  private Shape shape(Condition hand, Chance chance) {
    return switch (hand) {
      case MNIST_HAND -> skeleton(chance);
      case SEVEN_SEGMENTS -> {
        int label = chance.integer(0, 9);
        yield new Shape(PrintShapes.sevenSegments(label, chance), label);
      }
      case ONE_IN_A_ROW -> new Shape(HandShapes.bareOne(chance), 1);
      case LETTER -> new Shape(PrintShapes.letter(chance), Scene.NO_DIGIT);
      default -> school(chance);
    };
  }

  private static Shape school(Chance chance) {
    int label = chance.integer(0, 9);
    return new Shape(HandShapes.digit(label, chance), label);
  }

  private Shape skeleton(Chance chance) {
    for (int tries = 0; tries < TRIES; tries++) {
      LabelledImage image = chance.of(images);
      Optional<Glyph> skeleton = Skeleton.of(image.image());
      if (skeleton.isPresent()) {
        return new Shape(skeleton.get(), image.label());
      }
    }
    return school(chance);
  }

  private Glyph placed(Glyph glyph, Condition size, Chance chance) {
    double side =
        switch (size) {
          case SMALL -> chance.in(numbers.small());
          case FILLING -> chance.in(numbers.filling());
          default -> chance.in(numbers.usual());
        };
    double stretch = Math.exp(chance.normal(numbers.stretch()));
    if (size == Condition.NARROW) {
      Frame own = glyph.frame();
      stretch = own.height() / Math.max(0.2, own.width()) / chance.in(numbers.narrow());
      stretch = Math.min(1, stretch);
    }
    double free = Math.max(0, Plane.SIDE - side);
    double far = chance.happens(0.15) ? 0.5 : 0.17;
    return new Placement(
            place(free * far, side, chance),
            place(free * far, side, chance),
            side,
            chance.normal(numbers.turn()),
            chance.normal(numbers.slant()),
            stretch)
        .of(glyph, chance);
  }

  /** A coordinate of the digit's middle: near the picture's, and so that the digit lies inside. */
  private static double place(double deviation, double side, Chance chance) {
    double middle = Plane.SIDE / 2.0;
    double most = Math.max(1, middle - side / 2 - 1);
    return middle + Math.max(-most, Math.min(most, chance.normal(deviation + 1)));
  }

  private double width(Condition pen, Chance chance) {
    return switch (pen) {
      case THIN_PEN -> chance.octaveIn(numbers.thin());
      case FAT_PEN -> chance.in(numbers.fat());
      default -> chance.octaveIn(numbers.pen());
    };
  }
}
