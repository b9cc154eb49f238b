package io.github.mnistfit.ink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Pictures made to have as many components as possible: comparing each with each, and again after
 * each that was kept, took minutes. Counted and not timed, so that a busy machine says the same.
 */
class BoundedWorkTest {
  /** Of comparisons of two components; 57,600 dots compared each with each are 3,300 million. */
  private static final long MOST = 4_000_000;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  /** What is ink in a drawing. */
  private enum Drawing {
    DOTS_OF_ONE {
      @Override
      boolean isInk(int x, int y, Random random) {
        return x % 2 == 0 && y % 2 == 0;
      }
    },
    DOTS_OF_FOUR {
      @Override
      boolean isInk(int x, int y, Random random) {
        return x % 5 < 4 && y % 5 < 4;
      }
    },
    DOTS_OF_TEN {
      @Override
      boolean isInk(int x, int y, Random random) {
        return x % 12 < 10 && y % 12 < 10;
      }
    },
    FRAMED_DOTS {
      @Override
      boolean isInk(int x, int y, Random random) {
        int dx = x % 8;
        int dy = y % 8;
        boolean isBorder = dx == 0 || dy == 0 || dx == 6 || dy == 6;
        return dx < 7 && dy < 7 && (isBorder || (dx == 3 && dy == 3));
      }
    },
    NESTED_FRAMES {
      @Override
      boolean isInk(int x, int y, Random random) {
        int centre = 240;
        return Math.max(Math.abs(x - centre), Math.abs(y - centre)) % 2 == 0;
      }
    },
    SALT_AND_PEPPER {
      @Override
      boolean isInk(int x, int y, Random random) {
        return random.nextInt(5) == 0;
      }
    },
    NOISE {
      @Override
      boolean isInk(int x, int y, Random random) {
        return random.nextInt(3) == 0;
      }
    },
    WAVES {
      @Override
      boolean isInk(int x, int y, Random random) {
        return Math.sin(x / 3.0) + Math.sin(y / 3.0) > 0.9;
      }
    },
    CHECKERS {
      @Override
      boolean isInk(int x, int y, Random random) {
        return x / 7 % 2 == y / 7 % 2 && x % 7 > 0 && y % 7 > 0;
      }
    },
    COMB {
      @Override
      boolean isInk(int x, int y, Random random) {
        return x % 2 == 0 || y < 3;
      }
    },
    STRIPES {
      @Override
      boolean isInk(int x, int y, Random random) {
        return x % 2 == 0;
      }
    },
    MAZE {
      @Override
      boolean isInk(int x, int y, Random random) {
        // Diagonals at random, of cells of 6 pixels.
        boolean rises = new Random(31L * (x / 6) + y / 6).nextBoolean();
        return rises ? x % 6 == y % 6 : x % 6 == 5 - y % 6;
      }
    };

    abstract boolean isInk(int x, int y, Random random);
  }

  static Stream<Arguments> drawings() {
    return Stream.of(Drawing.values())
        .flatMap(drawing -> Stream.of(480, 1280).map(side -> Arguments.of(drawing, side)));
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void componentsAreComparedSoOftenAtMost(Drawing drawing, int side) {
    Mat density = draw(drawing, side);
    var digit = new DigitComponents(NormalizedPicture.of(density));
    digit.digit().release();
    density.release();
    assertThat(digit.comparisons()).isLessThan(MOST);
  }

  private static Mat draw(Drawing drawing, int side) {
    var random = new Random(1);
    byte[] pixels = new byte[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (drawing.isInk(i % side, i / side, random) ? 220 : 5);
    }
    var mat = new Mat(side, side, CvType.CV_8UC1);
    mat.put(0, 0, pixels);
    return mat;
  }
}
