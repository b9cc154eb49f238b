package io.github.mnistfit.training.scenes;

import java.util.Arrays;
import java.util.List;

/**
 * Something that a scene can have and that makes its digit hard to tell from what is around it. At
 * most one of each kind comes together in a scene.
 */
public enum Condition {
  /** The skeleton of an MNIST image. */
  MNIST_HAND(Kind.HAND, 50),
  /** A digit stroke by stroke, as one of several schools teaches it. */
  SCHOOL_HAND(Kind.HAND, 38),
  /** The segments of a display, drawn by hand. */
  SEVEN_SEGMENTS(Kind.HAND, 5),
  /** A 1 of a single stroke in a row of others, or of other digits. */
  ONE_IN_A_ROW(Kind.HAND, 4),
  /** No digit: paper, with or without what else lies on it. */
  NOTHING(Kind.HAND, 4),
  /** No digit: a letter in its place. */
  LETTER(Kind.HAND, 2),
  /** No digit: scribbles, words, curves on axes. */
  CLUTTER(Kind.HAND, 3),

  /** A digit of half the picture, more or less. */
  USUAL_SIZE(Kind.SIZE, 66),
  /** A digit of a seventh to a third of the picture. */
  SMALL(Kind.SIZE, 14),
  /** A digit from border to border, or a little beyond. */
  FILLING(Kind.SIZE, 12),
  /** A digit three to five times as high as wide. */
  NARROW(Kind.SIZE, 8),

  /** A pen of a twentieth to a tenth of the digit. */
  USUAL_PEN(Kind.PEN, 52),
  /** A pen of a fiftieth of the digit. */
  THIN_PEN(Kind.PEN, 12),
  /** A brush or a marker of a fifth of the digit. */
  FAT_PEN(Kind.PEN, 10),
  /** A pen that presses, runs dry, and tapers. */
  UNEVEN_PEN(Kind.PEN, 10),
  /** Pale pencil whose grain leaves paper free. */
  PENCIL(Kind.PEN, 12),
  /** Dots or dashes along the strokes. */
  DOTTED_STROKES(Kind.PEN, 4),

  /** Nothing beside the digit. */
  NO_FURNITURE(Kind.FURNITURE, 22),
  /** Ruled lines from border to border. */
  RULED(Kind.FURNITURE, 12),
  /** One to three lines nearly as thick as the pen, as in a close crop. */
  THICK_RULES(Kind.FURNITURE, 9),
  /** Squared paper. */
  SQUARED(Kind.FURNITURE, 8),
  /** Rules of dots or dashes. */
  DOTTED_RULES(Kind.FURNITURE, 4),
  /** A box around the digit, or some of its sides. */
  BOX(Kind.FURNITURE, 7),
  /** A box whose lines the digit touches or crosses. */
  TOUCHED_BOX(Kind.FURNITURE, 8),
  /** The lines of a table's cell along the borders of the picture. */
  CELL(Kind.FURNITURE, 6),
  /** A ring around the digit. */
  RING(Kind.FURNITURE, 6),
  /** A line close under the digit. */
  CLOSE_UNDERLINE(Kind.FURNITURE, 4),
  /** A line under the digit, longer and further away. */
  UNDERLINE(Kind.FURNITURE, 4),
  /** Other digits, cut by the border. */
  NEIGHBOURS(Kind.FURNITURE, 9),
  /** A comma, a full stop, a minus, a slash or a colon beside the digit. */
  MARKS(Kind.FURNITURE, 8),
  /** Specks and dots. */
  SPECKS(Kind.FURNITURE, 4),
  /** Smudges as large as the digit. */
  SMUDGES(Kind.FURNITURE, 3),
  /** Rows of print beside or under the digit. */
  PRINT(Kind.FURNITURE, 5),
  /** Writing that shows through from the other side. */
  SHOW_THROUGH(Kind.FURNITURE, 3),
  /** Something beside the digit that was crossed out, or erased under it. */
  CROSSED_OUT(Kind.FURNITURE, 3),

  /** Paper, smooth or grainy. */
  PAPER(Kind.SURFACE, 52),
  /** Coarse paper. */
  COARSE_PAPER(Kind.SURFACE, 10),
  /** A dusty, smeared blackboard. */
  BLACKBOARD(Kind.SURFACE, 9),
  /** A whiteboard with the glare of a lamp. */
  WHITEBOARD(Kind.SURFACE, 4),
  /** A sticky note. */
  STICKY_NOTE(Kind.SURFACE, 5),
  /** A sheet on a table, at an angle. */
  SHEET(Kind.SURFACE, 8),
  /** Something else than paper in a corner or along a border. */
  PAGE_EDGE(Kind.SURFACE, 7),
  /** A finger that reaches into the picture. */
  FINGER(Kind.SURFACE, 3),
  /** Paper that was folded. */
  FOLDED(Kind.SURFACE, 4),

  /** The same light everywhere. */
  EVEN_LIGHT(Kind.LIGHT, 36),
  /** Light that falls off from one side to the other. */
  GRADIENT(Kind.LIGHT, 18),
  /** Light that falls off toward the corners. */
  VIGNETTE(Kind.LIGHT, 12),
  /** A shadow with a soft edge. */
  SOFT_SHADOW(Kind.LIGHT, 14),
  /** A shadow with a hard edge. */
  HARD_SHADOW(Kind.LIGHT, 10),
  /** A shadow that takes half to three quarters of the light. */
  DEEP_SHADOW(Kind.LIGHT, 10),

  /** A sharp picture of good contrast. */
  SHARP(Kind.CAPTURE, 30),
  /** Out of focus, or shaken. */
  BLURRED(Kind.CAPTURE, 16),
  /** A sensor's noise. */
  NOISY(Kind.CAPTURE, 18),
  /** What a strong JPEG compression leaves. */
  COMPRESSED(Kind.CAPTURE, 14),
  /** The pattern that a screen's pixels make. */
  MOIRE(Kind.CAPTURE, 4),
  /** A tiny picture, enlarged pixel by pixel. */
  BLOCKY(Kind.CAPTURE, 6),
  /** A tiny picture, enlarged smoothly. */
  TINY(Kind.CAPTURE, 12);

  /** What a condition is about. */
  public enum Kind {
    /** What is written. */
    HAND,
    /** How large, and how wide for its height. */
    SIZE,
    /** What with. */
    PEN,
    /** What else has been drawn or printed there. */
    FURNITURE,
    /** What on. */
    SURFACE,
    /** How it is lit. */
    LIGHT,
    /** How it was photographed or stored. */
    CAPTURE
  }

  private final Kind kind;
  private final int weight;

  Condition(Kind kind, int weight) {
    this.kind = kind;
    this.weight = weight;
  }

  /** What it is about. */
  public Kind kind() {
    return kind;
  }

  /** How often it comes in training, beside the others of its kind. */
  int weight() {
    return weight;
  }

  /** All of a kind, in order; the first is the plainest. */
  public static List<Condition> of(Kind kind) {
    return Arrays.stream(values()).filter(condition -> condition.kind == kind).toList();
  }

  /** One of a kind, by weight. */
  static Condition any(Kind kind, Chance chance) {
    List<Condition> all = of(kind);
    double left = chance.uniform(0, all.stream().mapToInt(Condition::weight).sum());
    for (Condition condition : all) {
      left -= condition.weight;
      if (left < 0) {
        return condition;
      }
    }
    return all.get(0);
  }
}
