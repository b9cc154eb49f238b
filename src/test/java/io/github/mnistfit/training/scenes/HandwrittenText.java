package io.github.mnistfit.training.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes digits and marks in a row as some hand does, black on white. */
public final class HandwrittenText {
  private static final double HEIGHT = 70;
  private static final double MARGIN = 30;

  /** In the notation of {@link HandShapes}. */
  private static final Map<Character, String> OTHERS =
      Map.of(
          '.', "3,98 4,100",
          ',', "8,94 6,102 0,120",
          '-', "0,53 34,52",
          '/', "44,-4 0,106",
          ':', "3,50 4,52 | 3,96 4,98",
          '(', "20,-14 4,18 0,50 4,82 20,114",
          ')', "0,-14 16,18 20,50 16,82 0,114",
          '\u2044', "26,-16 0,118",
          '\u2215', "38,-3 0,102",
          '\u2769', "0,-3 13,20 17,50 13,80 0,103");

  private HandwrittenText() {}

  /**
   * Writes a text.
   *
   * @param text of digits, {@code . , - / : ( )}, the steeper slash of fractions (U+2044), a slash
   *     and a bracket hardly higher than digits (U+2215, U+2769), and spaces
   * @param hand another number, another hand
   */
  public static BufferedImage of(String text, long hand) {
    var chance = new Chance(new SplittableRandom(hand));
    int width = (int) (2 * MARGIN + text.length() * HEIGHT);
    var picture =
        new BufferedImage(width, (int) (HEIGHT + 2 * MARGIN), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, picture.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double x = MARGIN;
    for (int place = 0; place < text.length(); place++) {
      char sign = text.charAt(place);
      if (sign == ' ') {
        x += HEIGHT;
        continue;
      }
      Glyph glyph =
          Character.isDigit(sign)
              ? HandShapes.digit(sign - '0', chance)
              : HandShapes.written(OTHERS.get(sign), chance);
      Frame frame = glyph.frame();
      for (Path stroke : glyph.strokes()) {
        var path = new Path2D.Double();
        for (int i = 0; i < stroke.size(); i++) {
          double px = x + HEIGHT * (stroke.x(i) - frame.left());
          double py = MARGIN + HEIGHT * stroke.y(i);
          if (i == 0) {
            path.moveTo(px, py);
          } else {
            path.lineTo(px, py);
          }
        }
        graphics.draw(path);
      }
      x += HEIGHT * (frame.width() + chance.uniform(0.16, 0.26)) + 6;
    }
    graphics.dispose();
    return picture;
  }
}
