package io.github.mnistfit.samples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Small files that would take minutes if each piece of ink were compared with each other one. */
public enum WorstCase {
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
  BARS {
    @Override
    boolean isInk(int x, int y, Random random) {
      return x % 14 < 9 && y % 460 > 20;
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

  /** So dark is ink, and paper. */
  private static final int INK = 220;

  private static final int PAPER = 5;

  /** The density of ink, row by row, of a square picture: 0 (paper) to 255 (ink). */
  public byte[] ink(int side) {
    var random = new Random(1);
    byte[] pixels = new byte[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (isInk(i % side, i / side, random) ? INK : PAPER);
    }
    return pixels;
  }

  /** The same as a picture file: black ink on white paper. */
  public byte[] pgm(int side) {
    byte[] head = "P5 %d %d 255\n".formatted(side, side).getBytes(StandardCharsets.US_ASCII);
    byte[] ink = ink(side);
    byte[] pgm = Arrays.copyOf(head, head.length + ink.length);
    for (int i = 0; i < ink.length; i++) {
      pgm[head.length + i] = (byte) (255 - ink[i]);
    }
    return pgm;
  }
}
