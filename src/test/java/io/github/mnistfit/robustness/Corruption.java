package io.github.mnistfit.robustness;

import io.github.mnistfit.mnist.MnistImage;
import java.util.Locale;
import java.util.Random;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * What can befall an MNIST image, after the list of MNIST-C (Mu and Gilmer, 2019); the amounts are
 * this project's own. Each takes and gives 28×28 parts of 1, row by row, ink bright.
 */
public enum Corruption {
  /** Few photons: each pixel counts twelve at most. */
  SHOT_NOISE {
    @Override
    double[] of(double[] image, Random random) {
      return map(image, (x, y) -> poisson(12 * at(image, x, y), random) / 12.0);
    }
  },

  /** A pixel in twelve is black or white. */
  IMPULSE_NOISE {
    @Override
    double[] of(double[] image, Random random) {
      return map(
          image, (x, y) -> random.nextInt(12) > 0 ? at(image, x, y) : random.nextBoolean() ? 1 : 0);
    }
  },

  /** Ribbed glass: each pixel comes from a neighbour at random, then all is blurred a little. */
  GLASS_BLUR {
    @Override
    double[] of(double[] image, Random random) {
      double[] swapped =
          map(image, (x, y) -> at(image, x + random.nextInt(3) - 1, y + random.nextInt(3) - 1));
      return map(image, (x, y) -> mean(swapped, x, y));
    }
  },

  /** A camera that moved by seven pixels. */
  MOTION_BLUR {
    @Override
    double[] of(double[] image, Random random) {
      double angle = Math.PI * random.nextDouble();
      return map(
          image,
          (x, y) -> {
            double sum = 0;
            for (int i = -3; i <= 3; i++) {
              sum += between(image, x + i * Math.cos(angle), y + i * Math.sin(angle));
            }
            return sum / 7;
          });
    }
  },

  /** Paper that is grey, ink that is overexposed. */
  BRIGHTNESS {
    @Override
    double[] of(double[] image, Random random) {
      return map(image, (x, y) -> at(image, x, y) + 0.4);
    }
  },

  /** The left and the right quarter in negative. */
  STRIPE {
    @Override
    double[] of(double[] image, Random random) {
      return map(image, (x, y) -> x < 7 || x >= 21 ? 1 - at(image, x, y) : at(image, x, y));
    }
  },

  /** Clouds of several sizes in front of it. */
  FOG {
    @Override
    double[] of(double[] image, Random random) {
      double[] fine = cloud(5, random);
      double[] wide = cloud(3, random);
      return map(
          image, (x, y) -> (at(image, x, y) + 0.35 * at(fine, x, y) + 0.45 * at(wide, x, y)) / 1.3);
    }
  },

  /** Drops of ink. */
  SPATTER {
    @Override
    double[] of(double[] image, Random random) {
      double[] result = image.clone();
      for (int drops = 6 + random.nextInt(6); drops > 0; drops--) {
        disc(result, 28 * random.nextDouble(), 28 * random.nextDouble(), random.nextDouble() + 0.5);
      }
      return result;
    }
  },

  /** A dotted line from side to side. */
  DOTTED_LINE {
    @Override
    double[] of(double[] image, Random random) {
      double[] result = image.clone();
      double left = 4 + 20 * random.nextDouble();
      double right = 4 + 20 * random.nextDouble();
      for (double x = 1; x < 28; x += 3) {
        disc(result, x, left + (right - left) * x / 28, 0.6);
      }
      return result;
    }
  },

  /** A zigzag from side to side. */
  ZIGZAG {
    @Override
    double[] of(double[] image, Random random) {
      double[] result = image.clone();
      double left = 6 + 16 * random.nextDouble();
      double right = 6 + 16 * random.nextDouble();
      for (double x = 0; x < 28; x += 0.25) {
        double tooth = Math.abs(x % 6 - 3) - 1.5;
        disc(result, x, left + (right - left) * x / 28 + 1.5 * tooth, 0.5);
      }
      return result;
    }
  },

  /** Slanted to either side. */
  SHEAR {
    @Override
    double[] of(double[] image, Random random) {
      double shear = random.nextBoolean() ? 0.35 : -0.35;
      return map(image, (x, y) -> between(image, x + shear * (y - 13.5), y));
    }
  },

  /** Six tenths of its size. */
  SCALE {
    @Override
    double[] of(double[] image, Random random) {
      return map(image, (x, y) -> between(image, 13.5 + (x - 13.5) / 0.6, 13.5 + (y - 13.5) / 0.6));
    }
  },

  /** Turned by up to 30 degrees. */
  ROTATE {
    @Override
    double[] of(double[] image, Random random) {
      double angle = Math.toRadians(30 * (2 * random.nextDouble() - 1));
      double cosine = Math.cos(angle);
      double sine = Math.sin(angle);
      return map(
          image,
          (x, y) ->
              between(
                  image,
                  13.5 + cosine * (x - 13.5) - sine * (y - 13.5),
                  13.5 + sine * (x - 13.5) + cosine * (y - 13.5)));
    }
  },

  /** Up to four pixels to any side. */
  TRANSLATE {
    @Override
    double[] of(double[] image, Random random) {
      int right = random.nextInt(9) - 4;
      int down = random.nextInt(9) - 4;
      return map(image, (x, y) -> at(image, x - right, y - down));
    }
  },

  /** Nothing but the edges, by Canny's detector. */
  CANNY_EDGES {
    @Override
    double[] of(double[] image, Random random) {
      var grey = new Mat(MnistImage.SIDE, MnistImage.SIDE, CvType.CV_8UC1);
      grey.put(0, 0, bytes(image));
      var edges = new Mat();
      Imgproc.Canny(grey, edges, 100, 200);
      byte[] pixels = new byte[MnistImage.PIXELS];
      edges.get(0, 0, pixels);
      grey.release();
      edges.release();
      return parts(pixels);
    }
  };

  private static final int SIDE = MnistImage.SIDE;

  /** The corrupted parts of 1. */
  abstract double[] of(double[] image, Random random);

  /** A corrupted copy of an image; the same seed gives the same. */
  public MnistImage of(MnistImage image, long seed) {
    return MnistImage.of(bytes(of(parts(image.pixels()), new Random(seed))));
  }

  /** The name that people read. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private interface Pixel {
    double at(int x, int y);
  }

  private static double[] map(double[] image, Pixel pixel) {
    double[] result = new double[image.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        result[y * SIDE + x] = pixel.at(x, y);
      }
    }
    return result;
  }

  private static double at(double[] image, int x, int y) {
    return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : image[y * SIDE + x];
  }

  private static double between(double[] image, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double down = y - top;
    return (1 - down) * ((1 - right) * at(image, left, top) + right * at(image, left + 1, top))
        + down * ((1 - right) * at(image, left, top + 1) + right * at(image, left + 1, top + 1));
  }

  private static double mean(double[] image, int x, int y) {
    return (at(image, x, y) * 4
            + at(image, x - 1, y)
            + at(image, x + 1, y)
            + at(image, x, y - 1)
            + at(image, x, y + 1))
        / 8;
  }

  private static void disc(double[] image, double middleX, double middleY, double radius) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double covered = radius - Math.hypot(x + 0.5 - middleX, y + 0.5 - middleY) + 0.5;
        int i = y * SIDE + x;
        image[i] = Math.max(image[i], Math.min(1, covered));
      }
    }
  }

  /** Smooth random values, from 0 to 1, that vary over a share of the side. */
  private static double[] cloud(int cells, Random random) {
    double[] lattice = random.doubles((cells + 1L) * (cells + 1)).toArray();
    double[] cloud = new double[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double u = x * (double) cells / SIDE;
        double v = y * (double) cells / SIDE;
        int left = x * cells / SIDE;
        int top = y * cells / SIDE;
        int corner = top * (cells + 1) + left;
        double right = u - left;
        double down = v - top;
        cloud[y * SIDE + x] =
            (1 - down) * ((1 - right) * lattice[corner] + right * lattice[corner + 1])
                + down
                    * ((1 - right) * lattice[corner + cells + 1]
                        + right * lattice[corner + cells + 2]);
      }
    }
    return cloud;
  }

  /** A Poisson-distributed number, by Knuth's method. */
  private static int poisson(double mean, Random random) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private static double[] parts(byte[] pixels) {
    double[] parts = new double[pixels.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Byte.toUnsignedInt(pixels[i]) / 255.0;
    }
    return parts;
  }

  private static byte[] bytes(double[] parts) {
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.rint(255 * Math.max(0, Math.min(1, parts[i])));
    }
    return bytes;
  }
}
