package io.github.mnistfit.samples;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A row of MNIST's digits, dark on paper with some grain, like a line of handwriting.
 *
 * @param number what it shows
 * @param picture dark ink on light paper
 */
public record NumberRow(String number, BufferedImage picture) {
  private static final double PAPER = 225;
  private static final double INK = 50;
  private static final int MARGIN = 40;

  /**
   * Writes a row: scale, thickness and slope are drawn once, gaps and heights for each digit.
   *
   * @param touching whether neighbours touch, or else keep 2 to 20 pixels of MNIST's apart
   */
  public static NumberRow of(List<LabelledImage> digits, boolean touching, RandomGenerator random) {
    double scale = random.nextDouble(2, 4);
    double exponent = random.nextDouble(0.5, 2);
    double slope = random.nextDouble(-0.12, 0.12);
    int width = (int) (digits.size() * 48 * scale) + 2 * MARGIN;
    double[] ink = new double[width * width];
    int last = 0;
    int right = MARGIN;
    for (LabelledImage digit : digits) {
      double[] large = enlarged(digit.image(), scale, exponent);
      int side = (int) (MnistImage.SIDE * scale);
      int gap = (int) (random.nextDouble(2, 20) * scale);
      int top = (int) (width / 2.0 - 14 * scale + random.nextDouble(-2, 2) * scale);
      top += (int) (slope * (right - width / 2.0));
      int left =
          touching
              ? touchingLeft(ink, width, large, side, top, last)
              : right + gap - leftMargin(large, side);
      last = left;
      for (int i = 0; i < large.length; i++) {
        int column = left + i % side;
        int at = (top + i / side) * width + column;
        ink[at] = Math.max(ink[at], large[i]);
        right = large[i] > 0.1 ? Math.max(right, column) : right;
      }
    }
    String number =
        digits.stream().map(d -> Integer.toString(d.label())).collect(Collectors.joining());
    return new NumberRow(number, picture(ink, width, random));
  }

  /** As far left as it can be while ink first meets ink. */
  private static int touchingLeft(
      double[] ink, int width, double[] large, int side, int top, int last) {
    if (last == 0) {
      return MARGIN;
    }
    for (int left = last + 2 * side; left > last; left--) {
      for (int i = 0; i < large.length; i++) {
        if (large[i] > 0.5 && ink[(top + i / side) * width + left + i % side] > 0.5) {
          return left - 1;
        }
      }
    }
    throw new IllegalStateException("digits at one height meet");
  }

  private static int leftMargin(double[] large, int side) {
    int margin = side;
    for (int i = 0; i < large.length; i++) {
      margin = large[i] > 0.1 ? Math.min(margin, i % side) : margin;
    }
    return margin;
  }

  /** Ink from 0 to 1; an exponent over 1 makes the strokes thinner. */
  private static double[] enlarged(MnistImage image, double scale, double exponent) {
    int side = (int) (MnistImage.SIDE * scale);
    var small = new BufferedImage(MnistImage.SIDE, MnistImage.SIDE, BufferedImage.TYPE_BYTE_GRAY);
    small.getRaster().setDataElements(0, 0, MnistImage.SIDE, MnistImage.SIDE, image.pixels());
    var large = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawRenderedImage(small, AffineTransform.getScaleInstance(scale, scale));
    graphics.dispose();
    byte[] levels = ((DataBufferByte) large.getRaster().getDataBuffer()).getData();
    double[] ink = new double[levels.length];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = Math.pow(Byte.toUnsignedInt(levels[i]) / 255.0, exponent);
    }
    return ink;
  }

  private static BufferedImage picture(double[] ink, int width, RandomGenerator random) {
    byte[] pixels = new byte[ink.length];
    for (int i = 0; i < pixels.length; i++) {
      double level = PAPER - ink[i] * (PAPER - INK) + 3 * random.nextGaussian();
      pixels[i] = (byte) Math.max(0, Math.min(255, Math.rint(level)));
    }
    var image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, width, pixels);
    return image;
  }
}
