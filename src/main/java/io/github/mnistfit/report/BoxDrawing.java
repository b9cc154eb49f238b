package io.github.mnistfit.report;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A picture with what was found in it: boxes, digits, and a line in the order of reading. */
public final class BoxDrawing {
  private static final int LARGEST = 1280;
  private static final Color SURE = new Color(0x0a7a2f);
  private static final Color UNSURE = new Color(0xc02020);
  private static final Color ORDER = new Color(0x2060c0);

  private BoxDrawing() {}

  /**
   * What is drawn at one place.
   *
   * @param box in the picture's pixels
   * @param caption what was read
   * @param sure whether it is sure
   */
  public record Mark(Box box, String caption, boolean sure) {}

  /**
   * Draws a picture as a PNG file.
   *
   * @param picture reduced here if it is large
   * @param marks in the order of reading
   */
  public static byte[] toPng(GreyImage picture, List<Mark> marks) {
    double scale = Math.min(1, (double) LARGEST / Math.max(picture.width(), picture.height()));
    var drawing =
        new BufferedImage(
            (int) Math.max(1, Math.rint(picture.width() * scale)),
            (int) Math.max(1, Math.rint(picture.height() * scale)),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawing.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    var grey = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
    graphics.drawImage(grey, 0, 0, drawing.getWidth(), drawing.getHeight(), null);
    graphics.setStroke(new BasicStroke(2));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    for (int i = 0; i < marks.size(); i++) {
      draw(marks.get(i), i + 1, graphics, scale);
      if (i > 0) {
        join(marks.get(i - 1).box(), marks.get(i).box(), graphics, scale);
      }
    }
    graphics.dispose();
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(drawing, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
    return png.toByteArray();
  }

  private static void draw(Mark mark, int place, Graphics2D graphics, double scale) {
    Box box = mark.box();
    int left = (int) (box.left() * scale);
    int top = (int) (box.top() * scale);
    graphics.setColor(mark.sure() ? SURE : UNSURE);
    graphics.drawRect(left, top, (int) (box.width() * scale), (int) (box.height() * scale));
    graphics.drawString(mark.caption() + " (" + place + ")", left, Math.max(16, top - 4));
  }

  /** A line from the foot of one box to the foot of the next. */
  private static void join(Box from, Box to, Graphics2D graphics, double scale) {
    graphics.setColor(ORDER);
    graphics.drawLine(
        (int) ((from.left() + from.width() / 2.0) * scale),
        (int) ((from.top() + from.height()) * scale),
        (int) ((to.left() + to.width() / 2.0) * scale),
        (int) ((to.top() + to.height()) * scale));
  }
}
