package io.github.mnistfit.robustness;

import io.github.mnistfit.samples.DigitShape;
import io.github.mnistfit.samples.Drawing;
import io.github.mnistfit.samples.Pen;
import io.github.mnistfit.samples.Place;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Pictures that show no digit, or more than one. Nothing here is shared with what the network was
 * trained to be unsure of.
 */
public enum NonDigit {
  /** Letters and signs of eight fonts that OpenCV brings along. */
  LETTERS {
    @Override
    BufferedImage draw(Random random) {
      int side = side(random);
      boolean dark = random.nextBoolean();
      BufferedImage image = paper(side, random, dark);
      var mat = new Mat(side, side, CvType.CV_8UC3);
      byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      mat.put(0, 0, pixels);
      String letter = String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length())));
      int font = FONTS.get(random.nextInt(FONTS.size()));
      double scale = side / (40.0 + random.nextInt(20));
      int thickness = Math.max(1, side / (14 + random.nextInt(16)));
      int level = dark ? 220 + random.nextInt(30) : 20 + random.nextInt(60);
      Imgproc.putText(
          mat,
          letter,
          new Point(side * 0.25, side * 0.75),
          font,
          scale,
          new Scalar(level, level, level),
          thickness,
          Imgproc.LINE_AA,
          false);
      mat.get(0, 0, pixels);
      mat.release();
      return image;
    }
  },

  /** A pen that was moved about. */
  SCRIBBLES {
    @Override
    BufferedImage draw(Random random) {
      int side = side(random);
      boolean dark = random.nextBoolean();
      return drawn(
          paper(side, random, dark),
          graphics -> {
            graphics.setColor(ink(random, dark));
            graphics.setStroke(pen(side / (12f + random.nextInt(20))));
            var path = new Path2D.Double();
            path.moveTo(place(side, random), place(side, random));
            for (int curves = 4 + random.nextInt(6); curves > 0; curves--) {
              path.curveTo(
                  place(side, random),
                  place(side, random),
                  place(side, random),
                  place(side, random),
                  place(side, random),
                  place(side, random));
            }
            graphics.draw(path);
          });
    }
  },

  /** Random pixels, fine or coarse, coloured or not. */
  NOISE {
    @Override
    BufferedImage draw(Random random) {
      int side = side(random);
      int grain = 1 + random.nextInt(12);
      boolean coloured = random.nextBoolean();
      var image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
      return drawn(
          image,
          graphics -> {
            for (int y = 0; y < side; y += grain) {
              for (int x = 0; x < side; x += grain) {
                int grey = random.nextInt(256);
                graphics.setColor(
                    coloured ? new Color(random.nextInt(1 << 24)) : new Color(grey, grey, grey));
                graphics.fillRect(x, y, grain, grain);
              }
            }
          });
    }
  },

  /** Paper under some light, and nothing on it. */
  BLANK_PAPER {
    @Override
    BufferedImage draw(Random random) {
      int side = side(random);
      int colour = new Color(190 + random.nextInt(66), 190 + random.nextInt(66), 200).getRGB();
      return Drawing.onPaper(side, side, colour & 0xffffff, random.nextLong())
          .grain(0.03 * random.nextDouble())
          .gradient(random.nextInt(360), 0.6 * random.nextDouble())
          .noise(3 * random.nextDouble())
          .image();
    }
  },

  /** Stripes, checks, dots, weave. */
  TEXTURES {
    @Override
    BufferedImage draw(Random random) {
      int side = side(random);
      int kind = random.nextInt(4);
      double pitch = side / (4.0 + random.nextInt(12));
      double angle = Math.PI * random.nextDouble();
      return drawn(
          paper(side, random, false),
          graphics -> {
            graphics.setColor(ink(random, false));
            graphics.rotate(angle, side / 2.0, side / 2.0);
            for (double y = -side; y < 2 * side; y += pitch) {
              for (double x = -side; x < 2 * side; x += pitch) {
                boolean even = Math.floorMod((int) Math.rint((x + y) / pitch), 2) == 0;
                switch (kind) {
                  case 0 -> graphics.fill(new Rectangle2D.Double(x, y, pitch, pitch / 2));
                  case 1 -> {
                    if (even) {
                      graphics.fill(new Rectangle2D.Double(x, y, pitch, pitch));
                    }
                  }
                  case 2 -> graphics.fill(new Ellipse2D.Double(x, y, pitch / 2, pitch / 2));
                  default ->
                      graphics.fill(
                          even
                              ? new Rectangle2D.Double(x, y, pitch, pitch / 3)
                              : new Rectangle2D.Double(x, y, pitch / 3, pitch));
                }
              }
            }
          });
    }
  },

  /** Two digits beside each other, apart or touching. */
  TWO_DIGITS {
    @Override
    BufferedImage draw(Random random) {
      int side = 200 + random.nextInt(200);
      double height = side * (0.35 + 0.2 * random.nextDouble());
      double apart = height * (0.5 + 0.5 * random.nextDouble());
      DigitShape[] shapes = DigitShape.values();
      Pen pen = Pen.felt(height * (0.06 + 0.06 * random.nextDouble()), 0x202028);
      return Drawing.onPaper(side, side, 0xefece4, random.nextLong())
          .write(
              shapes[random.nextInt(shapes.length)],
              pen,
              Place.at(side / 2.0 - apart / 2, side / 2.0, height))
          .write(
              shapes[random.nextInt(shapes.length)],
              pen,
              Place.at(side / 2.0 + apart / 2, side / 2.0 + 0.05 * height, height))
          .noise(2)
          .image();
    }
  },

  /** Things of all sizes under some light, as in a photo of a room. */
  SCENES {
    @Override
    BufferedImage draw(Random random) {
      int side = side(random);
      var image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
      return drawn(
          image,
          graphics -> {
            graphics.setPaint(shade(side, random));
            graphics.fillRect(0, 0, side, side);
            for (int things = 8 + random.nextInt(20); things > 0; things--) {
              graphics.setPaint(shade(side, random));
              double width = side * 0.6 * random.nextDouble();
              double height = side * 0.6 * random.nextDouble();
              double x = side * (1.2 * random.nextDouble() - 0.3);
              double y = side * (1.2 * random.nextDouble() - 0.3);
              graphics.fill(
                  random.nextBoolean()
                      ? new Ellipse2D.Double(x, y, width, height)
                      : new Rectangle2D.Double(x, y, width, height));
            }
          });
    }
  },

  /** Polygons, stars and crosses, empty or full; no rings and no single lines, which are digits. */
  SHAPES {
    @Override
    BufferedImage draw(Random random) {
      int side = side(random);
      boolean dark = random.nextBoolean();
      int corners = 3 + random.nextInt(2);
      boolean star = random.nextBoolean();
      double turn = 2 * Math.PI * random.nextDouble();
      var path = new Path2D.Double();
      int points = star ? 2 * corners + 4 : corners;
      for (int i = 0; i < points; i++) {
        double radius = side * (star && i % 2 == 1 ? 0.15 : 0.35);
        double angle = turn + 2 * Math.PI * i / points;
        double x = side / 2.0 + radius * Math.cos(angle);
        double y = side / 2.0 + radius * Math.sin(angle);
        if (i == 0) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      path.closePath();
      return drawn(
          paper(side, random, dark),
          graphics -> {
            graphics.setColor(ink(random, dark));
            graphics.setStroke(pen(side / (12f + random.nextInt(20))));
            if (random.nextBoolean()) {
              graphics.fill(path);
            } else {
              graphics.draw(path);
            }
          });
    }
  };

  /**
   * Without those that some people's digits look like: B D G I O Q S Z, b g i l o q s y z, and what
   * is no more than a line or a dot.
   */
  private static final String SIGNS = "ACEFHJKLMNPRTUVWXYacdefhjkmnprtuvwx#%&?@+=*$";

  private static final List<Integer> FONTS =
      List.of(
          Imgproc.FONT_HERSHEY_SIMPLEX,
          Imgproc.FONT_HERSHEY_PLAIN,
          Imgproc.FONT_HERSHEY_DUPLEX,
          Imgproc.FONT_HERSHEY_COMPLEX,
          Imgproc.FONT_HERSHEY_TRIPLEX,
          Imgproc.FONT_HERSHEY_COMPLEX_SMALL,
          Imgproc.FONT_HERSHEY_SCRIPT_SIMPLEX,
          Imgproc.FONT_HERSHEY_SCRIPT_COMPLEX);

  abstract BufferedImage draw(Random random);

  /** A picture; the same seed gives the same. */
  public BufferedImage picture(long seed) {
    return draw(new Random(seed));
  }

  /** The name that people read. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private interface Drawer {
    void draw(Graphics2D graphics);
  }

  private static BufferedImage drawn(BufferedImage image, Drawer drawer) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawer.draw(graphics);
    graphics.dispose();
    return image;
  }

  private static int side(Random random) {
    return 80 + random.nextInt(240);
  }

  private static double place(int side, Random random) {
    return side * (0.15 + 0.7 * random.nextDouble());
  }

  private static BasicStroke pen(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static Color ink(Random random, boolean onDark) {
    int base = onDark ? 200 : 10;
    return new Color(
        base + random.nextInt(50), base + random.nextInt(50), base + random.nextInt(50));
  }

  /** A sheet of one colour, with a little noise. */
  private static BufferedImage paper(int side, Random random, boolean dark) {
    int level = dark ? 10 + random.nextInt(40) : 205 + random.nextInt(45);
    var image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int grey = (int) Math.max(0, Math.min(255, level + 2 * random.nextGaussian()));
        image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
      }
    }
    return image;
  }

  private static GradientPaint shade(int side, Random random) {
    return new GradientPaint(
        (float) (side * random.nextDouble()),
        (float) (side * random.nextDouble()),
        new Color(random.nextInt(1 << 24)),
        (float) (side * random.nextDouble()),
        (float) (side * random.nextDouble()),
        new Color(random.nextInt(1 << 24)));
  }
}
