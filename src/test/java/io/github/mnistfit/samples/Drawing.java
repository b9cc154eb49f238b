package io.github.mnistfit.samples;

import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A picture of handwriting, made step by step in the order in which it comes about: the paper, what
 * is printed on it, the writing, the light, the camera. The same calls with the same seed give the
 * same picture. Lengths are in pixels, colours are 0xRRGGBB, amounts are parts of 1.
 */
public final class Drawing {
  private final int width;
  private final int height;
  private final boolean opaque;
  private final Random random;
  private final float[][] channels;
  private final float[] alpha;

  private Drawing(int width, int height, int colour, boolean opaque, long seed) {
    this.width = width;
    this.height = height;
    this.opaque = opaque;
    random = new Random(seed);
    channels = new float[3][width * height];
    alpha = new float[width * height];
    for (int i = 0; i < alpha.length; i++) {
      blend(i, colour, 1);
      alpha[i] = opaque ? 1 : 0;
    }
  }

  /** A clean sheet of one colour. */
  public static Drawing onPaper(int width, int height, int colour, long seed) {
    return new Drawing(width, height, colour, true, seed);
  }

  /** No paper at all: only what is written is opaque. */
  public static Drawing transparent(int width, int height, long seed) {
    return new Drawing(width, height, 0, false, seed);
  }

  /** The paper's texture: fibres of about one pixel, and wide clouds. */
  public Drawing grain(double amount) {
    float[] fine = Noise.smooth(width, height, 1.3, random);
    float[] coarse = Noise.smooth(width, height, 5, random);
    float[] clouds = Noise.smooth(width, height, Math.max(width, height) / 6.0, random);
    return light(
        (x, y) -> {
          int i = y * width + x;
          return 1 + amount * (0.7 * fine[i] + 0.5 * coarse[i] + 0.4 * clouds[i]);
        });
  }

  /** Printed parallel lines; 0 degrees are horizontal. */
  public Drawing ruled(
      double spacing, double offset, double degrees, double thickness, int colour) {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    float[] print = Noise.smooth(width, height, 9, random);
    return paint(
        colour,
        (x, y) -> {
          double across = (y * cosine - x * sine - offset) / spacing;
          double distance = Math.abs(across - Math.rint(across)) * spacing;
          return (0.62 + 0.06 * print[y * width + x]) * part(thickness / 2 - distance + 0.5);
        });
  }

  /** Printed squares. */
  public Drawing squared(
      double spacing, double offset, double degrees, double thickness, int colour) {
    return ruled(spacing, offset, degrees, thickness, colour)
        .ruled(spacing, offset / 2, degrees + 90, thickness, colour);
  }

  /** One printed line, such as a margin. */
  public Drawing line(Line line, double thickness, int colour) {
    return paint(colour, (x, y) -> 0.65 * part(thickness / 2 - Math.abs(line.right(x, y)) + 0.5));
  }

  /** Dirt: small dots anywhere. */
  public Drawing specks(int count, double radius, int colour) {
    var dots = new float[width * height];
    for (int n = 0; n < count; n++) {
      double centreX = random.nextDouble() * width;
      double centreY = random.nextDouble() * height;
      double size = radius * (0.5 + random.nextDouble());
      for (int y = (int) Math.max(0, centreY - size - 1);
          y < Math.min(height, centreY + size + 2);
          y++) {
        for (int x = (int) Math.max(0, centreX - size - 1);
            x < Math.min(width, centreX + size + 2);
            x++) {
          double covered = size - Math.hypot(x - centreX, y - centreY) + 0.5;
          dots[y * width + x] = (float) Math.max(dots[y * width + x], 0.8 * part(covered));
        }
      }
    }
    return paint(colour, (x, y) -> dots[y * width + x]);
  }

  /** A fold: lighter on one side of the line, darker on the other. */
  public Drawing crease(Line line, double depth, double breadth) {
    return light(
        (x, y) -> {
          double d = line.right(x, y) / breadth;
          return 1 + depth * 2 * d * Math.exp(-d * d);
        });
  }

  /** Writes a digit. */
  public Drawing write(DigitShape shape, Pen pen, Place place) {
    var ink = new Ink(width, height, pen, random);
    for (Stroke stroke : shape.strokes()) {
      float[] coverage = ink.cover(stroke, place, random);
      paint(pen.colour(), (x, y) -> coverage[y * width + x]);
    }
    return this;
  }

  /** The wooden table beside the page: all that lies right of the line, under a thin shadow. */
  public Drawing table(Line pageEdge, int colour) {
    float[] streaks = Noise.smooth(width, height, 240, 4, random);
    float[] boards = Noise.smooth(width, height, 500, 40, random);
    paint(colour, (x, y) -> part(pageEdge.right(x, y) + 0.5));
    return light(
        (x, y) -> {
          double d = pageEdge.right(x, y);
          return d <= 0
              ? 1
              : (1 + 0.07 * streaks[y * width + x] + 0.08 * boards[y * width + x])
                  * (1 - 0.45 * Math.exp(-d / 9));
        });
  }

  /**
   * Light that falls off evenly in one direction; 0 degrees: darker to the right, 90: downwards.
   */
  public Drawing gradient(double degrees, double darkest) {
    double cosine = Math.cos(Math.toRadians(degrees));
    double sine = Math.sin(Math.toRadians(degrees));
    double reach = (Math.abs(cosine) * width + Math.abs(sine) * height) / 2;
    return light(
        (x, y) -> {
          double d = ((x - width / 2.0) * cosine + (y - height / 2.0) * sine) / reach;
          return 1 - darkest * (d + 1) / 2;
        });
  }

  /**
   * A shadow on the right of a line. Its edge fades over {@code softness} pixels and leaves the
   * line by about {@code bend} pixels.
   */
  public Drawing shadow(Line edge, double darkness, double softness, double bend) {
    float[] waves = Noise.smooth(width, height, Math.max(width, height) / 4.0, random);
    return light(
        (x, y) -> {
          double t = part((edge.right(x, y) + bend * waves[y * width + x]) / softness + 0.5);
          return 1 - darkness * t * t * (3 - 2 * t);
        });
  }

  /** Darker towards the corners. */
  public Drawing vignette(double darkness) {
    double corner2 = (width * (double) width + height * (double) height) / 4;
    return light(
        (x, y) -> {
          double dx = x - width / 2.0;
          double dy = y - height / 2.0;
          double r2 = (dx * dx + dy * dy) / corner2;
          return 1 - darkness * r2 * Math.sqrt(r2);
        });
  }

  /** A photo of a screen: bright and dark bands where its dots and the camera's fall together. */
  public Drawing moire(double amount) {
    return light(
        (x, y) -> {
          double dots = Math.sin(2 * Math.PI * x / 2.13) * Math.sin(2 * Math.PI * y / 2.07);
          double bands = Math.sin(2 * Math.PI * (x + 0.35 * y) / 23);
          return 1 + amount * (0.6 * bands + 0.4 * dots);
        });
  }

  /** Something laid over all that lies near a line, such as correction fluid. */
  public Drawing cover(Line line, double breadth, int colour) {
    return paint(colour, (x, y) -> part(breadth / 2 - Math.abs(line.right(x, y)) + 0.5));
  }

  /** The lens: a Gaussian blur. */
  public Drawing blur(double sigma) {
    var blur = new Blur(width, height, sigma);
    for (int c = 0; c < channels.length; c++) {
      channels[c] = blur.apply(channels[c]);
    }
    return this;
  }

  /** The sensor: noise of so many grey levels, mostly alike in all channels. */
  public Drawing noise(double levels) {
    float[] common = Noise.smooth(width, height, 1.2, random);
    for (float[] channel : channels) {
      float[] own = Noise.smooth(width, height, 1.6, random);
      for (int i = 0; i < channel.length; i++) {
        channel[i] += (float) (levels / 255 * (0.9 * common[i] + 0.4 * own[i]));
      }
    }
    return this;
  }

  /** The picture so far, in RGB, or ARGB where there is no paper. */
  public BufferedImage image() {
    var image =
        new BufferedImage(
            width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < alpha.length; i++) {
      int rgb = level(channels[0][i]) << 16 | level(channels[1][i]) << 8 | level(channels[2][i]);
      image.setRGB(i % width, i / width, level(alpha[i]) << 24 | rgb);
    }
    return image;
  }

  private static int level(double value) {
    return (int) Math.rint(255 * part(value));
  }

  private static double part(double value) {
    return Math.min(1, Math.max(0, value));
  }

  private interface Field {
    double at(int x, int y);
  }

  private Drawing light(Field field) {
    for (int i = 0; i < alpha.length; i++) {
      double factor = field.at(i % width, i / width);
      for (float[] channel : channels) {
        channel[i] *= (float) factor;
      }
    }
    return this;
  }

  private Drawing paint(int colour, Field coverage) {
    for (int i = 0; i < alpha.length; i++) {
      double part = coverage.at(i % width, i / width);
      if (part > 0) {
        if (opaque) {
          blend(i, colour, part);
        } else {
          blend(i, colour, 1);
          alpha[i] += (float) (part * (1 - alpha[i]));
        }
      }
    }
    return this;
  }

  private void blend(int i, int colour, double part) {
    for (int c = 0; c < channels.length; c++) {
      double level = (colour >> (16 - 8 * c) & 0xff) / 255.0;
      channels[c][i] += (float) (part * (level - channels[c][i]));
    }
  }
}
