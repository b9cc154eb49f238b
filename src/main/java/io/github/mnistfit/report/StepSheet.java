package io.github.mnistfit.report;

import io.github.mnistfit.mnist.RgbImage;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture that shows, for each digit, what every step of its fit made, side by side and titled.
 */
public final class StepSheet {
  private static final int PANEL = 150;
  private static final int GAP = 10;
  private static final int TITLE = 18;
  private static final int CAPTION = 24;

  /** Panels in a line: two lines hold a fit. */
  private static final int COLUMNS = 6;

  private static final Color BACKGROUND = new Color(0xf4f4f2);
  private static final Color TEXT = new Color(0x202020);
  private static final Color QUIET = new Color(0x707070);
  private static final Color ACCENT = new Color(0x1f5fae);

  /** The opacity of a picture in which nothing is new, 0 to 1. */
  private static final float PALE = 0.35f;

  private StepSheet() {}

  /** How a panel is drawn. */
  public enum Look {
    /** As it is. */
    PLAIN,
    /** Pale: it looks like the one before. */
    UNCHANGED,
    /** With a frame: it is the one that was chosen. */
    CHOSEN
  }

  /** One titled picture. */
  public record Panel(String title, RgbImage image, Look look) {}

  /**
   * One digit.
   *
   * @param caption what is said of it
   * @param panels its pictures, in order
   */
  public record Entry(String caption, List<Panel> panels) {}

  /** Draws a sheet as a PNG file. */
  public static byte[] toPng(List<Entry> entries) {
    int height = GAP + entries.stream().mapToInt(StepSheet::height).sum();
    var sheet =
        new BufferedImage(
            GAP + COLUMNS * (PANEL + GAP), Math.max(1, height), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(BACKGROUND);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    int top = GAP;
    for (Entry entry : entries) {
      draw(entry, graphics, top);
      top += height(entry);
    }
    graphics.dispose();
    return Buffered.encode(sheet, "png");
  }

  private static int height(Entry entry) {
    int lines = (entry.panels().size() + COLUMNS - 1) / COLUMNS;
    return CAPTION + lines * (TITLE + PANEL + GAP);
  }

  private static void draw(Entry entry, Graphics2D graphics, int top) {
    graphics.setColor(TEXT);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    graphics.drawString(entry.caption(), GAP, top + 14);
    for (int i = 0; i < entry.panels().size(); i++) {
      int left = GAP + i % COLUMNS * (PANEL + GAP);
      int line = i / COLUMNS;
      draw(entry.panels().get(i), graphics, left, top + CAPTION + line * (TITLE + PANEL + GAP));
    }
  }

  /** A font so small that a title stays above its panel. */
  private static void setFont(Graphics2D graphics, String title, int size) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    int width = graphics.getFontMetrics().stringWidth(title);
    int most = PANEL - GAP; // so that it can be told from the next
    if (width > most) {
      graphics.setFont(graphics.getFont().deriveFont((float) size * most / width));
    }
  }

  /** The picture as large as the panel; small ones enlarged with their pixels to be seen. */
  private static void draw(Panel panel, Graphics2D graphics, int left, int top) {
    graphics.setColor(
        switch (panel.look()) {
          case PLAIN -> TEXT;
          case UNCHANGED -> QUIET;
          case CHOSEN -> ACCENT;
        });
    int size = panel.look() == Look.UNCHANGED ? 11 : 12;
    setFont(graphics, panel.title(), size);
    graphics.drawString(panel.title(), left, top + 12);
    RgbImage image = panel.image();
    double scale = (double) PANEL / Math.max(image.width(), image.height());
    int width = (int) Math.max(1, Math.rint(image.width() * scale));
    int height = (int) Math.max(1, Math.rint(image.height() * scale));
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        scale < 1
            ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
            : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.setComposite(
        panel.look() == Look.UNCHANGED
            ? AlphaComposite.SrcOver.derive(PALE)
            : AlphaComposite.SrcOver);
    graphics.drawImage(Buffered.of(image), left, top + TITLE, width, height, null);
    graphics.setComposite(AlphaComposite.SrcOver);
    if (panel.look() == Look.CHOSEN) {
      graphics.setStroke(new BasicStroke(2));
      graphics.drawRect(left, top + TITLE, width, height);
    }
  }
}
