package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * The formats that the JDK decodes, in Java: GIF, which OpenCV 4.9 doesn't read, and TIFF, for
 * which it has libtiff 4.2.0 of 2020. What a damaged file can do here is throw an exception.
 *
 * <p>It goes from band to band, so that the JDK's samples, which take up to eight bytes a pixel,
 * are never there as a whole if the file lets them be had in parts.
 *
 * @param format for messages
 * @param header what the reader said of the picture
 * @param bandRows how many rows are asked for at a time
 * @param isDifferenced whether samples are stored as differences to the pixel on the left
 */
record JdkDecoder(PictureFormat format, PictureHeader header, int bandRows, boolean isDifferenced) {
  /** Pixels that are copied at a time; calls to native code for each row would take longer. */
  private static final int COPIED = 1 << 16;

  /**
   * Decodes the first picture of a file.
   *
   * @return 8 bit, of one or three channels as the mode says, as it is stored
   */
  Mat decode(byte[] bytes, ColourMode mode) throws UnreadablePictureException {
    Mat decoded = decoded(bytes, mode);
    if (decoded.channels() < 4) {
      return decoded;
    }
    try {
      return Paper.lay(decoded);
    } finally {
      decoded.release();
    }
  }

  /** Grey, or colours, with alpha if there are transparent parts to lay on paper. */
  private Mat decoded(byte[] bytes, ColourMode mode) throws UnreadablePictureException {
    int width = (int) header.width();
    int height = (int) header.height();
    Mat mat = null;
    boolean isDone = false;
    try (JdkReader reader = JdkReader.of(format, bytes)) {
      for (int y = 0; y < height; y += bandRows) {
        BufferedImage band = reader.rows(y, Math.min(bandRows, height - y));
        if (band.getWidth() != width || band.getHeight() != Math.min(bandRows, height - y)) {
          throw new UnreadablePictureException("damaged " + format);
        }
        if (mat == null) {
          mat = new Mat(height, width, type(band, mode));
        }
        copy(band, mat, y);
      }
      isDone = true;
      return mat;
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UnreadablePictureException("damaged " + format, e);
    } finally {
      if (mat != null && !isDone) {
        mat.release();
      }
    }
  }

  private static int type(BufferedImage image, ColourMode mode) {
    return switch (mode) {
      case OPENCV_GREY -> CvType.CV_8UC1;
      case ON_PAPER -> image.getColorModel().hasAlpha() ? CvType.CV_8UC4 : CvType.CV_8UC3;
    };
  }

  /** Some rows at a time: whole arrays would be the band a second and a third time. */
  private void copy(BufferedImage band, Mat mat, int top) throws UnreadablePictureException {
    int width = band.getWidth();
    boolean hasPalette = band.getColorModel() instanceof IndexColorModel;
    Samples samples = hasPalette ? null : Samples.of(band, isDifferenced);
    int most = Math.max(1, Math.min(band.getHeight(), COPIED / width));
    byte[] bgra = new byte[4 * width * most];
    int[] argb = new int[width * most];
    for (int y = 0; y < band.getHeight(); y += most) {
      int rows = Math.min(most, band.getHeight() - y);
      if (hasPalette) {
        band.getRGB(0, y, width, rows, argb, 0, width);
      } else {
        samples.rows(y, rows, argb);
      }
      for (int i = 0; i < width * rows; i++) {
        bgra[4 * i] = (byte) argb[i];
        bgra[4 * i + 1] = (byte) (argb[i] >> 8);
        bgra[4 * i + 2] = (byte) (argb[i] >> 16);
        bgra[4 * i + 3] = (byte) (argb[i] >> 24);
      }
      put(bgra, mat, top + y, rows);
    }
  }

  private static void put(byte[] bgra, Mat mat, int top, int rows) {
    var copied = new Mat(rows, mat.cols(), CvType.CV_8UC4);
    copied.put(0, 0, bgra, 0, 4 * rows * mat.cols());
    Mat target = mat.rowRange(top, top + rows);
    switch (mat.channels()) {
      case 1 -> Imgproc.cvtColor(copied, target, Imgproc.COLOR_BGRA2GRAY);
      case 3 -> Imgproc.cvtColor(copied, target, Imgproc.COLOR_BGRA2BGR);
      default -> copied.copyTo(target);
    }
    target.release();
    copied.release();
  }

  /**
   * Samples as they are stored: through its colour model the JDK would brighten greys, and apply
   * the profile that a stranger's file holds.
   *
   * @param raster the samples: grey or red, green, blue; alpha, if any, comes last
   * @param colours 1 or 3
   * @param bits in a sample, 1 to 16
   */
  private record Samples(
      Raster raster, int colours, boolean hasAlpha, int bits, boolean isDifferenced) {
    static Samples of(BufferedImage image, boolean isDifferenced)
        throws UnreadablePictureException {
      int colours = image.getColorModel().getNumColorComponents();
      boolean hasAlpha = image.getColorModel().hasAlpha();
      int type = image.getRaster().getTransferType();
      int bits = image.getSampleModel().getSampleSize(0);
      boolean isKnown =
          (colours == 1 || colours == 3)
              && image.getRaster().getNumBands() == colours + (hasAlpha ? 1 : 0)
              && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
              && bits > 0; // the JDK's reader believes a file that says 0
      if (!isKnown) {
        throw new UnreadablePictureException(Tiff.UNUSUAL);
      }
      return new Samples(image.getRaster(), colours, hasAlpha, bits, isDifferenced);
    }

    void rows(int y, int rows, int[] argb) {
      int bands = raster.getNumBands();
      int width = raster.getWidth();
      int[] samples = raster.getPixels(0, y, width, rows, (int[]) null);
      for (int i = 0; isDifferenced && i < samples.length; i++) {
        if (i % (bands * width) >= bands) {
          samples[i] = (samples[i] + samples[i - bands]) & ((1 << bits) - 1);
        }
      }
      for (int x = 0; x < width * rows; x++) {
        int from = bands * x;
        int alpha = hasAlpha ? level(samples[from + colours]) : 255;
        int red = level(samples[from]);
        int green = colours == 1 ? red : level(samples[from + 1]);
        int blue = colours == 1 ? red : level(samples[from + 2]);
        argb[x] = alpha << 24 | red << 16 | green << 8 | blue;
      }
    }

    private int level(int sample) {
      return bits >= 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1);
    }
  }
}
