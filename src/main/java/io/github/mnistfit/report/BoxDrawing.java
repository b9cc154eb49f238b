package io.github.mnistfit.report;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A picture with what was read in it: a box for each digit, a numbered line under each row. */
public final class BoxDrawing {
  private static final int LARGEST = 1280;

  /** The same of one on a sheet. */
  private static final int LARGEST_ON_SHEET = 800;

  private static final int GAP = 10;
  private static final int CAPTION = 24;
  private static final Color BACKGROUND = new Color(0xf4f4f2);
  private static final Color TEXT = new Color(0x202020);
  private static final Color SURE = new Color(0x0a7a2f);
  private static final Color UNSURE = new Color(0xc02020);
  private static final Color ROW = new Color(0x2060c0);

  private BoxDrawing() {}

  /**
   * What is drawn on.
   *
   * @param grey reduced here if it is large
   * @param scale pixels of the boxes that one of its pixels stands for, along a side
   */
  public record Ground(GreyImage grey, double scale) {}

  /**
   * What is drawn at one place.
   *
   * @param box in the pixels of the picture that was read
   * @param caption what was read
   * @param sure whether it is sure
   */
  public record Mark(Box box, String caption, boolean sure) {}

  /** One picture of a sheet, drawn. */
  public static final class Entry {
    private final String caption;

    /** Encoded: a sheet's worth of pixels is large. */
    private final byte[] png;

    /**
     * Draws a picture with what was read in it.
     *
     * @param caption what is said of it
     */
    public Entry(String caption, Ground picture, List<List<Mark>> rows) {
      this.caption = caption;
      this.png = Buffered.encode(draw(picture, rows, LARGEST_ON_SHEET), "png");
    }
  }

  /** Draws a sheet of pictures, one below the other, as a PNG file. */
  public static byte[] toPng(List<Entry> entries) throws IOException {
    int width = 1;
    int height = GAP;
    for (Entry entry : entries) {
      BufferedImage drawing = decoded(entry);
      width = Math.max(width, drawing.getWidth());
      height += CAPTION + drawing.getHeight() + GAP;
    }
    var sheet = new BufferedImage(width + 2 * GAP, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(BACKGROUND);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setColor(TEXT);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    int top = GAP;
    for (Entry entry : entries) {
      BufferedImage drawing = decoded(entry);
      graphics.drawString(entry.caption, GAP, top + 14);
      graphics.drawImage(drawing, GAP, top + CAPTION, null);
      top += CAPTION + drawing.getHeight() + GAP;
    }
    graphics.dispose();
    return Buffered.encode(sheet, "png");
  }

  private static BufferedImage decoded(Entry entry) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(entry.png));
  }

  /**
   * Draws a picture as a PNG file.
   *
   * @param rows what was read, from the first row to the last, each from left to right
   */
  public static byte[] toPng(Ground picture, List<List<Mark>> rows) {
    return Buffered.encode(draw(picture, rows, LARGEST), "png");
  }

  private static BufferedImage draw(Ground ground, List<List<Mark>> rows, int largest) {
    GreyImage picture = ground.grey();
    double reduction = Math.min(1, (double) largest / Math.max(picture.width(), picture.height()));
    double scale = reduction / ground.scale();
    var drawing =
        new BufferedImage(
            (int) Math.max(1, Math.rint(picture.width() * reduction)),
            (int) Math.max(1, Math.rint(picture.height() * reduction)),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawing.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.drawImage(Buffered.of(picture), 0, 0, drawing.getWidth(), drawing.getHeight(), null);
    graphics.setStroke(new BasicStroke(2));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).forEach(mark -> draw(mark, graphics, scale));
      underline(rows.get(i), i + 1, graphics, scale);
    }
    graphics.dispose();
    return drawing;
  }

  private static void draw(Mark mark, Graphics2D graphics, double scale) {
    Box box = mark.box();
    int left = (int) (box.left() * scale);
    int top = (int) (box.top() * scale);
    graphics.setColor(mark.sure() ? SURE : UNSURE);
    graphics.drawRect(left, top, (int) (box.width() * scale), (int) (box.height() * scale));
    graphics.drawString(mark.caption(), left, Math.max(16, top - 4));
  }

  /** A line along the feet of a row's boxes, and the row's number at its beginning. */
  private static void underline(List<Mark> row, int number, Graphics2D graphics, double scale) {
    int points = 2 * row.size();
    int[] x = new int[points];
    int[] y = new int[points];
    for (int i = 0; i < row.size(); i++) {
      Box box = row.get(i).box();
      x[2 * i] = (int) (box.left() * scale);
      x[2 * i + 1] = (int) ((box.left() + box.width()) * scale);
      y[2 * i] = (int) ((box.top() + box.height()) * scale) + 4;
      y[2 * i + 1] = y[2 * i];
    }
    graphics.setColor(ROW);
    graphics.drawPolyline(x, y, points);
    String label = Integer.toString(number);
    FontMetrics font = graphics.getFontMetrics();
    int width = font.stringWidth(label) + 8;
    int left = Math.max(0, x[0] - width - 4);
    int top = Math.max(0, y[0] - font.getAscent() - 2);
    graphics.fillRoundRect(left, top, width, font.getAscent() + 4, 8, 8);
    graphics.setColor(Color.WHITE);
    graphics.drawString(label, left + 4, top + font.getAscent());
  }
}
