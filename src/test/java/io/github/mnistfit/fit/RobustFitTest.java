package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.samples.DigitShape;
import io.github.mnistfit.samples.Drawing;
import io.github.mnistfit.samples.Line;
import io.github.mnistfit.samples.Pen;
import io.github.mnistfit.samples.PictureFile;
import io.github.mnistfit.samples.Place;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people's pictures do to a digit, one thing at a time: the fit must give nearly the image
 * that it gives of the same digit on clean paper.
 */
class RobustFitTest {
  private static final int WHITE = 0xffffff;
  private static final int PAPER = 0xefece4;
  private static final int BLACK = 0x1b1b1f;
  private static final long SEED = 7;

  /**
   * Mean difference, of 255, from the clean digit's image. The largest here is 14, where the
   * strokes themselves are thinner, thicker or fainter; images of different digits differ by more.
   */
  private static final double ALIKE = 16;

  /** Holes, two components, a crossing, a thin end. */
  private static final List<DigitShape> SHAPES =
      List.of(DigitShape.EIGHT, DigitShape.FIVE, DigitShape.BARRED_SEVEN, DigitShape.CLOSED_FOUR);

  private static final Place PLACE = Place.at(200, 200, 240);

  /** What no rule of the fit is for: learned ink finds the digit. */
  private static final EnumSet<Condition> LEFT_TO_LEARNED_INK =
      EnumSet.of(
          Condition.SHEET_IN_THE_MIDDLE_OF_A_DARK_TABLE,
          Condition.SHEET_IN_THE_MIDDLE_OF_A_LIGHTER_TABLE,
          Condition.DARK_RULES,
          Condition.DARK_SQUARES,
          Condition.PENCIL_ON_RULES_AS_DARK,
          Condition.DARK_SQUARES_IN_A_LARGE_PHOTO,
          Condition.HAIR_ACROSS_THE_DIGIT);

  /** The conditions; each draws a digit of the same strokes. */
  enum Condition {
    LIGHT_INK_ON_DARK {
      @Override
      Drawing draw(DigitShape shape) {
        return on(0x101010).write(shape, Pen.felt(17, 0xf0f0f0), PLACE);
      }
    },
    THIN_LIGHT_INK_ON_BLACK {
      @Override
      Drawing draw(DigitShape shape) {
        return on(0x000000).write(shape, Pen.felt(3, WHITE), PLACE);
      }
    },
    TRANSPARENT_PAPER {
      @Override
      Drawing draw(DigitShape shape) {
        return Drawing.transparent(400, 400, SEED).write(shape, pen(), PLACE);
      }
    },
    LIGHT_INK_ON_TRANSPARENT_PAPER {
      @Override
      Drawing draw(DigitShape shape) {
        return Drawing.transparent(400, 400, SEED).write(shape, Pen.felt(17, WHITE), PLACE);
      }
    },
    UNEVEN_LIGHT {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).gradient(30, 0.75).noise(2);
      }
    },
    FAINT_INK_IN_A_NARROW_CROP_IN_UNEVEN_LIGHT {
      @Override
      Drawing draw(DigitShape shape) {
        return Drawing.onPaper(190, 400, PAPER, SEED)
            .write(shape, pen().opacity(0.35), Place.at(95, 200, 240))
            .gradient(0, 0.5)
            .noise(1);
      }
    },
    PRINTED_BOX {
      @Override
      Drawing draw(DigitShape shape) {
        return boxed(on(PAPER).write(shape, pen().opacity(0.6), PLACE), 40);
      }
    },
    BOX_ALONG_THE_BORDER {
      @Override
      Drawing draw(DigitShape shape) {
        return boxed(on(PAPER).write(shape, pen().opacity(0.6), PLACE), 3);
      }
    },
    VIGNETTE {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).vignette(0.7).noise(2);
      }
    },
    SHADOW_OF_A_HAND {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).shadow(new Line(230, 0, 170, 400), 0.45, 12, 8).noise(2);
      }
    },
    HALF_IN_THE_SUN {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).shadow(new Line(0, 210, 400, 190), 0.4, 1, 0);
      }
    },
    FAINT_PENCIL {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER)
            .grain(0.008)
            .write(shape, Pen.pencil(17, 0x909090).opacity(0.6), PLACE)
            .noise(1.5);
      }
    },
    CREASES {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).crease(new Line(0, 90, 400, 120), 0.12, 14);
      }
    },
    GRAINY_PAPER {
      @Override
      Drawing draw(DigitShape shape) {
        return on(0xd9cfb8).grain(0.04).write(shape, pen(), PLACE).noise(3);
      }
    },
    BLUR {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).blur(5);
      }
    },
    SPECKS {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER).specks(40, 2.5, 0x504030).write(shape, pen(), PLACE);
      }
    },
    EDGE_OF_THE_PAGE {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).table(new Line(372, 400, 365, 0), 0x5b4630);
      }
    },
    PAGE_ON_A_TABLE {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape)
            .table(new Line(352, 400, 340, 0), 0x4b3620)
            .table(new Line(0, 350, 400, 362), 0x4b3620)
            .gradient(30, 0.3)
            .noise(2);
      }
    },
    SHEET_IN_THE_MIDDLE_OF_A_DARK_TABLE {
      @Override
      Drawing draw(DigitShape shape) {
        return sheetOnTable(shape, 0x2b2016);
      }
    },
    SHEET_IN_THE_MIDDLE_OF_A_LIGHTER_TABLE {
      @Override
      Drawing draw(DigitShape shape) {
        return sheetOnTable(shape, 0x9a7450);
      }
    },
    RULED_PAPER {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER).ruled(60, 10, 0, 1.5, 0xa9bbd6).write(shape, pen(), PLACE);
      }
    },
    SQUARED_PAPER {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER).squared(40, 10, 0, 1.5, 0xa9bbd6).write(shape, pen(), PLACE);
      }
    },
    DARK_RULES {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER).ruled(60, 10, 2, 2, 0x000000).write(shape, pen(), PLACE);
      }
    },
    DARK_SQUARES {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER).squared(50, 10, 1, 2, 0x000000).write(shape, pen(), PLACE).noise(2);
      }
    },
    PENCIL_ON_RULES_AS_DARK {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER)
            .ruled(60, 10, 0, 2, 0x606070)
            .write(shape, Pen.pencil(12, 0x707070), PLACE)
            .noise(1.5);
      }
    },
    DARK_SQUARES_IN_A_LARGE_PHOTO {
      @Override
      Drawing draw(DigitShape shape) {
        return Drawing.onPaper(1600, 1200, PAPER, SEED)
            .squared(90, 10, 1.5, 4, 0x303040)
            .write(shape, Pen.felt(17 * 1.5, BLACK), Place.at(1000, 500, 360))
            .gradient(20, 0.3);
      }
    },
    SMALL_IN_A_LARGE_PHOTO {
      @Override
      Drawing draw(DigitShape shape) {
        return Drawing.onPaper(2400, 1800, PAPER, SEED)
            .write(shape, Pen.felt(17 / 1.5, BLACK), Place.at(1500, 700, 160))
            .gradient(20, 0.3);
      }
    },
    TOUCHING_THE_BORDER {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER).write(shape, pen(), Place.at(200, 122, 240));
      }
    },
    VERY_THIN_STROKES {
      @Override
      Drawing draw(DigitShape shape) {
        return on(WHITE).write(shape, Pen.felt(1.5, BLACK), PLACE);
      }
    },
    THICK_STROKES {
      @Override
      Drawing draw(DigitShape shape) {
        return on(WHITE).write(shape, Pen.felt(46, BLACK), PLACE);
      }
    },
    RED_INK {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER).write(shape, Pen.felt(17, 0xd03030), PLACE).noise(2);
      }
    },
    YELLOW_INK {
      @Override
      Drawing draw(DigitShape shape) {
        return on(WHITE).write(shape, Pen.felt(17, 0xf2d84a), PLACE).noise(1);
      }
    },
    PALE_BLUE_INK_ON_YELLOW {
      @Override
      Drawing draw(DigitShape shape) {
        return on(0xf4e9a0).write(shape, Pen.felt(17, 0x9fc4e8), PLACE).noise(1.5);
      }
    },
    MOIRE {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).moire(0.08).noise(2);
      }
    },
    BLOCKS_OF_A_STRONGLY_COMPRESSED_JPEG {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).noise(3);
      }

      @Override
      byte[] file(DigitShape shape) throws IOException {
        return PictureFile.jpeg(draw(shape).image(), 0.05);
      }
    },
    PRINT_SHOWING_THROUGH {
      @Override
      Drawing draw(DigitShape shape) {
        Drawing page = on(PAPER);
        Pen faint = Pen.felt(9, 0x808080).opacity(0.22);
        for (int y = 40; y < 400; y += 80) {
          for (int x = 40; x < 400; x += 160) {
            page.write(DigitShape.SIX, faint, Place.at(x, y, 60));
            page.write(DigitShape.FLAT_THREE, faint, Place.at(x + 80, y, 60));
          }
        }
        return page.blur(2).write(shape, pen(), PLACE);
      }
    },
    STROKE_BROKEN_IN_TWO {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).cover(new Line(0, 262, 400, 250), 9, PAPER);
      }
    },
    STROKE_BROKEN_IN_THREE_ON_GRAINY_PAPER {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER)
            .write(shape, pen(), PLACE)
            .cover(new Line(0, 255, 400, 265), 8, PAPER)
            .cover(new Line(0, 150, 400, 140), 8, PAPER)
            .grain(0.02);
      }
    },
    HAIR_ON_THE_PAGE {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).cover(new Line(330, 0, 372, 400), 2, 0x403830);
      }
    },
    HAIR_ACROSS_THE_DIGIT {
      @Override
      Drawing draw(DigitShape shape) {
        return written(shape).cover(new Line(0, 130, 400, 180), 1.6, 0x605850);
      }
    },
    MARGIN_LINE_THAT_CROSSES_RULES {
      @Override
      Drawing draw(DigitShape shape) {
        return on(PAPER)
            .ruled(60, 10, 0, 1.5, 0xa9bbd6)
            .line(new Line(180, 0, 180, 400), 2, 0xe08080)
            .write(shape, pen(), PLACE);
      }
    };

    abstract Drawing draw(DigitShape shape);

    byte[] file(DigitShape shape) throws IOException {
      return PictureFile.png(draw(shape).image());
    }

    static Drawing on(int colour) {
      return Drawing.onPaper(400, 400, colour, SEED);
    }

    static Pen pen() {
      return Pen.felt(17, BLACK);
    }

    static Drawing boxed(Drawing drawing, double margin) {
      double end = 400 - margin;
      return drawing
          .line(new Line(margin, margin, end, margin), 6, BLACK)
          .line(new Line(margin, end, end, end), 6, BLACK)
          .line(new Line(margin, margin, margin, end), 6, BLACK)
          .line(new Line(end, margin, end, end), 6, BLACK);
    }

    static Drawing sheetOnTable(DigitShape shape, int table) {
      return Drawing.onPaper(800, 700, PAPER, SEED)
          .write(shape, pen(), Place.at(430, 330, 240))
          .table(new Line(640, 700, 625, 0), table)
          .table(new Line(190, 0, 205, 700), table)
          .table(new Line(0, 520, 800, 500), table)
          .table(new Line(800, 120, 0, 140), table)
          .gradient(40, 0.3)
          .noise(2);
    }

    static Drawing written(DigitShape shape) {
      return on(PAPER).write(shape, pen(), PLACE);
    }
  }

  static Stream<Condition> metByTheFit() {
    return EnumSet.complementOf(LEFT_TO_LEARNED_INK).stream();
  }

  @ParameterizedTest
  @MethodSource("metByTheFit")
  void givesTheCleanDigitsImage(Condition condition) throws IOException {
    for (DigitShape shape : SHAPES) {
      MnistImage image = fit(condition.file(shape)).orElseThrow();
      assertThat(difference(fitted(clean(shape)), image)).as("%s", shape).isLessThan(ALIKE);
    }
  }

  static Stream<Condition> leftToLearnedInk() {
    return LEFT_TO_LEARNED_INK.stream();
  }

  @ParameterizedTest
  @MethodSource("leftToLearnedInk")
  void learnedInkReadsWhatTheFitLeavesAsItIs(Condition condition) throws IOException {
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      for (DigitShape shape : SHAPES) {
        var read = (Answer.Read) recognizer.recognize(condition.file(shape));
        assertThat(read.prediction().digit()).isEqualTo(shape.digit());
        assertThat(read.prediction().confidence()).as("%s", shape).isGreaterThan(0.9);
      }
    }
  }

  @Test
  void imagesOfDifferentDigitsAreNotAlike() throws IOException {
    for (DigitShape one : SHAPES) {
      for (DigitShape other : SHAPES) {
        if (one != other) {
          assertThat(difference(fitted(clean(one)), fitted(clean(other))))
              .as("%s, %s", one, other)
              .isGreaterThan(1.2 * ALIKE);
        }
      }
    }
  }

  @Test
  void blankPaperHasNoDigit() throws IOException {
    assertThat(fit(PictureFile.png(Condition.on(PAPER).image()))).isEmpty();
    assertThat(fit(PictureFile.png(Condition.on(0x000000).image()))).isEmpty();
    assertThat(fit(PictureFile.png(Drawing.transparent(400, 400, SEED).image()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 60, 120, 150, 210, 300})
  void cloudsInTheGrainOfBarePaperAreNoDigit(double degrees) throws IOException {
    Drawing paper =
        Drawing.onPaper(200, 200, PAPER, SEED).grain(0.03).gradient(degrees, 0.7).noise(2);
    assertThat(fit(PictureFile.png(paper.image()))).isEmpty();
  }

  @Test
  void aThickThingIsNoPageWithItsSurroundingsForInk() throws IOException {
    BufferedImage square = Condition.on(PAPER).noise(1).image();
    for (int i = 0; i < 200 * 200; i++) {
      square.setRGB(100 + i / 200, 100 + i % 200, BLACK);
    }
    byte[] pixels = fit(PictureFile.png(square)).orElseThrow().pixels();
    assertThat(pixels[14 * MnistImage.SIDE + 14]).isEqualTo((byte) 255);
  }

  @Test
  void aSmallNoisyCropHasADigit() throws IOException {
    for (DigitShape shape : SHAPES) {
      Drawing crop = Drawing.onPaper(90, 90, 0x94908c, SEED);
      crop.write(shape, Pen.felt(6, 0x404048), Place.at(45, 45, 60)).noise(12);
      assertThat(fit(PictureFile.png(crop.image()))).as("%s", shape).isPresent();
    }
  }

  @Test
  void aLineWithoutWidthIsADigit() throws IOException {
    Drawing upright = Drawing.onPaper(40, 600, WHITE, SEED);
    byte[] one = PictureFile.png(upright.line(new Line(20, 50, 20, 550), 3, BLACK).image());
    assertThat(fit(one)).isPresent();
  }

  /** A column, or a row, of pixels that goes from paper to ink and back. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPictureOfOnePixelsWidthHasADigit(boolean lying) throws IOException {
    var image = new BufferedImage(lying ? 40 : 1, lying ? 1 : 40, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 40; i++) {
      image.setRGB(lying ? i : 0, lying ? 0 : i, i < 5 || i >= 35 ? WHITE : BLACK);
    }
    assertThat(fit(PictureFile.png(image))).isPresent();
  }

  /** Ink of one pixel's width, from border to border or not. */
  @ParameterizedTest
  @CsvSource({"28, 400", "400, 28", "3, 3"})
  void inkOfOnePixelsWidthHasADigit(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean ink = width < height ? x == 14 : y == height / 2;
        image.setRGB(x, y, ink ? BLACK : WHITE);
      }
    }
    assertThat(fit(PictureFile.png(image))).isPresent();
  }

  private static Drawing clean(DigitShape shape) {
    return Condition.on(WHITE).write(shape, Condition.pen(), PLACE);
  }

  private static MnistImage fitted(Drawing drawing) throws IOException {
    return fit(PictureFile.png(drawing.image())).orElseThrow();
  }

  private static Optional<MnistImage> fit(byte[] file) throws IOException {
    try (var picture = PictureReader.read(file, Fit.robust().decoding())) {
      return Fit.robust().apply(picture);
    }
  }

  /** The mean difference where the images lie best on each other, at most a pixel apart. */
  private static double difference(MnistImage a, MnistImage b) {
    double least = Double.MAX_VALUE;
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        least = Math.min(least, difference(a, b, down, right));
      }
    }
    return least;
  }

  private static double difference(MnistImage a, MnistImage b, int down, int right) {
    double sum = 0;
    for (int row = 1; row < MnistImage.SIDE - 1; row++) {
      for (int column = 1; column < MnistImage.SIDE - 1; column++) {
        sum += Math.abs(a.at(row, column) - b.at(row + down, column + right));
      }
    }
    return sum / MnistImage.PIXELS;
  }
}
