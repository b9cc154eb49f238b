package io.github.mnistfit.report;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Plain pictures as the JDK draws and encodes them. */
final class Buffered {
  private Buffered() {}

  static BufferedImage of(RgbImage image) {
    var buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = image.pixels();
    int[] packed = new int[image.width() * image.height()];
    for (int i = 0; i < packed.length; i++) {
      int at = RgbImage.CHANNELS * i;
      packed[i] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
    }
    buffered.setRGB(0, 0, image.width(), image.height(), packed, 0, image.width());
    return buffered;
  }

  static BufferedImage of(GreyImage image) {
    var buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    buffered.getRaster().setDataElements(0, 0, image.width(), image.height(), image.pixels());
    return buffered;
  }

  /** The picture, reduced so that its longer side has at most so many pixels. */
  static BufferedImage reduced(BufferedImage image, int side) {
    double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
    if (scale >= 1) {
      return image;
    }
    int width = (int) Math.max(1, Math.rint(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.rint(image.getHeight() * scale));
    var reduced = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = reduced.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return reduced;
  }

  /**
   * A picture as a file's bytes.
   *
   * @param format {@code png} or {@code jpg}
   */
  static byte[] encode(BufferedImage image, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false); // the bytes are in memory anyway
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
    return bytes.toByteArray();
  }
}
