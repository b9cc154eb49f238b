package io.github.mnistfit.samples;

import java.util.List;

/** The pictures of samples/ and samples-of-numbers/: what people give a digit recogniser. */
final class Samples {
  private static final int BLACK = 0x1b1b1f;
  private static final int BLUE = 0x24418f;
  private static final int GRAPHITE = 0x5a5a5e;
  private static final int WHITE = 0xffffff;
  private static final int OFF_WHITE = 0xf3eee2;

  /** The shape of each digit within a number. */
  private static final List<DigitShape> SHAPES =
      List.of(
          DigitShape.ZERO,
          DigitShape.FLAGGED_ONE,
          DigitShape.TWO,
          DigitShape.THREE,
          DigitShape.OPEN_FOUR,
          DigitShape.FIVE,
          DigitShape.SIX,
          DigitShape.SEVEN,
          DigitShape.EIGHT,
          DigitShape.NINE);

  private Samples() {}

  /** Those of one digit, in the order of labels.csv. */
  static List<Sample> all() {
    return List.of(
        sample(
            "centred.png",
            "scan",
            "centred; black felt pen on white paper",
            DigitShape.TWO,
            Drawing.onPaper(320, 320, 0xfbfbfa, 1)
                .write(DigitShape.TWO, Pen.felt(15, BLACK), Place.at(162, 160, 190).slanted(0.08))
                .blur(0.6)),
        sample(
            "off-centre.jpg",
            "scan",
            "in a corner; black ballpoint on off-white paper",
            DigitShape.ONE_STROKE_FIVE,
            Drawing.onPaper(480, 480, OFF_WHITE, 2)
                .grain(0.008)
                .write(
                    DigitShape.ONE_STROKE_FIVE,
                    Pen.ballpoint(7, BLACK),
                    Place.at(372, 118, 130).turned(4))
                .blur(0.7)),
        sample(
            "small-in-large.jpg",
            "photo",
            "a digit of 120 pixels in 1600x1200; uneven light",
            DigitShape.BARRED_SEVEN,
            Drawing.onPaper(1600, 1200, 0xe6e0d4, 3)
                .grain(0.01)
                .write(
                    DigitShape.BARRED_SEVEN,
                    Pen.ballpoint(8, BLACK),
                    Place.at(930, 690, 120).turned(-5).slanted(0.1))
                .gradient(35, 0.28)
                .vignette(0.22)
                .blur(1.1)
                .noise(1.6)),
        sample(
            "thin.jpg",
            "scan",
            "strokes of one or two pixels in 400x400",
            DigitShape.OPEN_FOUR,
            Drawing.onPaper(400, 400, 0xf6f5f1, 4)
                .grain(0.006)
                .write(
                    DigitShape.OPEN_FOUR,
                    Pen.ballpoint(1.9, BLACK),
                    Place.at(205, 195, 250).slanted(0.12))),
        sample(
            "marker.jpg",
            "photo",
            "thick marker",
            DigitShape.EIGHT,
            Drawing.onPaper(640, 640, 0xeceae4, 5)
                .grain(0.01)
                .write(
                    DigitShape.EIGHT,
                    Pen.marker(58, 0x17171c),
                    Place.at(325, 322, 380).slanted(0.1).wobbling(0.016))
                .gradient(100, 0.15)
                .vignette(0.1)
                .blur(1)
                .noise(1.8)),
        sample(
            "grainy-paper.jpg",
            "photo",
            "rough recycled paper with fibres and specks",
            DigitShape.SIX,
            Drawing.onPaper(560, 680, 0xd9cfb8, 6)
                .grain(0.045)
                .specks(70, 1.6, 0x8f8266)
                .write(DigitShape.SIX, Pen.felt(15, BLACK), Place.at(270, 350, 330).slanted(0.06))
                .gradient(200, 0.1)
                .blur(0.8)
                .noise(1.8)),
        sample(
            "pencil.jpg",
            "photo",
            "faint grey pencil",
            DigitShape.THREE,
            Drawing.onPaper(800, 600, 0xe9e7e1, 7)
                .grain(0.012)
                .write(
                    DigitShape.THREE,
                    Pen.pencil(9, GRAPHITE).opacity(0.5),
                    Place.at(420, 310, 300).turned(3).slanted(0.1))
                .gradient(160, 0.12)
                .vignette(0.1)
                .blur(0.9)
                .noise(1.8)),
        sample(
            "white-on-black.png",
            "drawn",
            "drawn with a mouse; white on black",
            DigitShape.NINE,
            Drawing.onPaper(280, 280, 0x000000, 8)
                .write(
                    DigitShape.NINE, Pen.brush(17, WHITE), Place.at(136, 142, 200).wobbling(0.02))),
        sample(
            "thin-white-on-black.png",
            "drawn",
            "white on black; strokes of two pixels in 400x400",
            DigitShape.OPEN_ZERO,
            Drawing.onPaper(400, 400, 0x000000, 9)
                .write(
                    DigitShape.OPEN_ZERO,
                    Pen.brush(2, WHITE),
                    Place.at(190, 210, 270).wobbling(0.02))),
        sample(
            "transparent.png",
            "drawn",
            "black on a transparent background",
            DigitShape.FIVE,
            Drawing.transparent(300, 300, 10)
                .write(
                    DigitShape.FIVE,
                    Pen.brush(13, 0x000000),
                    Place.at(152, 148, 210).slanted(0.05).wobbling(0.018))),
        sample(
            "shadow.jpg",
            "photo",
            "the hand's shadow with a sharp edge across the digit",
            DigitShape.CLOSED_FOUR,
            Drawing.onPaper(900, 700, 0xefece6, 11)
                .grain(0.01)
                .write(
                    DigitShape.CLOSED_FOUR,
                    Pen.felt(16, BLACK),
                    Place.at(440, 350, 330).turned(2).slanted(0.06))
                .shadow(new Line(300, 0, 620, 700), 0.06, 300, 0)
                .shadow(new Line(540, 700, 390, 0), 0.5, 30, 16)
                .blur(1)
                .noise(1.8)),
        sample(
            "uneven-light.jpg",
            "photo",
            "a lamp at one side; the far corner is nearly as dark as the ink",
            DigitShape.SIX,
            Drawing.onPaper(900, 900, 0xf4ead6, 12)
                .grain(0.01)
                .write(
                    DigitShape.SIX,
                    Pen.ballpoint(13, 0x303036),
                    Place.at(470, 460, 380).turned(-3).slanted(0.16))
                .gradient(28, 0.72)
                .vignette(0.3)
                .blur(1)
                .noise(2.2)),
        sample(
            "blue-ink.jpg",
            "photo",
            "blue ballpoint",
            DigitShape.ZERO,
            Drawing.onPaper(700, 700, 0xe8e8ea, 13)
                .grain(0.01)
                .write(
                    DigitShape.ZERO, Pen.ballpoint(9, BLUE), Place.at(350, 340, 300).slanted(0.14))
                .gradient(80, 0.16)
                .vignette(0.12)
                .blur(0.9)
                .noise(1.8)),
        sample(
            "tilted.jpg",
            "photo",
            "the page lies askew",
            DigitShape.FLAGGED_ONE,
            Drawing.onPaper(700, 800, 0xe4e3de, 14)
                .grain(0.01)
                .write(
                    DigitShape.FLAGGED_ONE, Pen.felt(14, BLACK), Place.at(350, 410, 380).turned(-9))
                .gradient(230, 0.18)
                .blur(1)
                .noise(1.8)),
        sample(
            "ruled.jpg",
            "photo",
            "ruled paper with a margin",
            DigitShape.CURLED_NINE,
            Drawing.onPaper(900, 700, 0xf0efea, 15)
                .grain(0.008)
                .ruled(78, 40, 1.2, 2.2, 0x8fb0d6)
                .line(new Line(150, 0, 135, 700), 2.4, 0xd98a8a)
                .write(
                    DigitShape.CURLED_NINE,
                    Pen.ballpoint(8, BLUE),
                    Place.at(480, 330, 190).slanted(0.12))
                .gradient(120, 0.15)
                .vignette(0.12)
                .blur(0.9)
                .noise(1.8)),
        sample(
            "squared.jpg",
            "photo",
            "squared paper",
            DigitShape.TWO_RING_EIGHT,
            Drawing.onPaper(720, 720, 0xf2f1ec, 16)
                .grain(0.008)
                .squared(52, 30, -1.5, 1.8, 0xa9b6c9)
                .write(
                    DigitShape.TWO_RING_EIGHT,
                    Pen.ballpoint(10, BLACK),
                    Place.at(370, 360, 250).turned(-2).slanted(0.1))
                .gradient(300, 0.14)
                .vignette(0.12)
                .blur(0.9)
                .noise(1.8)),
        sample(
            "page-on-table.jpg",
            "photo",
            "page edges and a wooden table; a fold in the paper",
            DigitShape.LOOPED_TWO,
            Drawing.onPaper(1200, 900, 0xeeebe3, 17)
                .grain(0.01)
                .crease(new Line(0, 520, 1200, 486), 0.05, 9)
                .write(
                    DigitShape.LOOPED_TWO,
                    Pen.felt(13, BLACK),
                    Place.at(560, 330, 260).turned(-4).slanted(0.1))
                .table(new Line(1040, 900, 1010, 0), 0x8a6242)
                .table(new Line(0, 770, 1200, 800), 0x8a6242)
                .gradient(320, 0.2)
                .vignette(0.2)
                .blur(1.1)
                .noise(1.8)),
        sample(
            "blackboard.jpg",
            "photo",
            "chalk on a blackboard",
            DigitShape.FLAT_THREE,
            Drawing.onPaper(800, 800, 0x2c3b36, 18)
                .grain(0.06)
                .write(
                    DigitShape.FLAT_THREE,
                    Pen.chalk(24, 0xe9ebe6),
                    Place.at(400, 400, 440).slanted(0.08))
                .gradient(60, 0.25)
                .blur(1.1)
                .noise(2)));
  }

  private static Sample sample(
      String path, String group, String notes, DigitShape shape, Drawing drawing) {
    return new Sample(path, Integer.toString(shape.digit()), group, notes, drawing.image());
  }

  /** Those of numbers, in the order of their labels.csv. */
  static List<Sample> ofNumbers() {
    return List.of(
        new Sample(
            "meter.jpg",
            "1829",
            "photo",
            "four digits in a row; a lamp at one side",
            number(
                    Drawing.onPaper(900, 420, 0xe9e6dd, 21).grain(0.01),
                    "1829",
                    Pen.felt(13, BLACK),
                    Place.at(220, 210, 180).slanted(0.08))
                .gradient(40, 0.25)
                .vignette(0.12)
                .blur(1)
                .noise(1.8)
                .image()),
        new Sample(
            "bill.jpg",
            "1275/840/3050",
            "photo",
            "three sums with decimal points, on ruled paper",
            number(
                    number(
                        number(
                            Drawing.onPaper(800, 700, 0xf0efea, 22)
                                .grain(0.008)
                                .ruled(140, 92, 0.4, 2, 0x8fb0d6),
                            "12.75",
                            Pen.ballpoint(7, BLUE),
                            Place.at(210, 165, 96).slanted(0.1)),
                        "8.40",
                        Pen.ballpoint(7, BLUE),
                        Place.at(302, 305, 96).slanted(0.1)),
                    "30.50",
                    Pen.ballpoint(7, BLUE),
                    Place.at(210, 445, 96).slanted(0.1))
                .gradient(120, 0.15)
                .vignette(0.1)
                .blur(0.9)
                .noise(1.8)
                .image()));
  }

  /**
   * Writes a number.
   *
   * @param number digits and decimal points
   * @param first where its first digit is
   */
  private static Drawing number(Drawing paper, String number, Pen pen, Place first) {
    double x = first.x();
    for (int i = 0; i < number.length(); i++) {
      char sign = number.charAt(i);
      if (sign == '.') {
        double foot = first.y() + 0.47 * first.height();
        // A touch of the pen.
        paper.write(DigitShape.ONE, pen, Place.at(x - 0.3 * first.height(), foot, 2));
        x += 0.3 * first.height();
      } else {
        paper.write(
            SHAPES.get(sign - '0'),
            pen,
            Place.at(x, first.y(), first.height()).slanted(first.slant()));
        x += 0.95 * first.height();
      }
    }
    return paper;
  }
}
