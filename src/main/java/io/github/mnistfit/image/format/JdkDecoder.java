package io.github.mnistfit.image.format;

import io.github.mnistfit.image.UnreadablePictureException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The formats that the JDK decodes, in Java: GIF, which OpenCV 4.9 doesn't read, and TIFF, for
 * which it has libtiff 4.2.0 of 2020. What a damaged file can do here is throw an exception.
 */
public final class JdkDecoder {
  private static final int COMPRESSION = 259;

  /** TIFF's compressions 6 and 7 are JPEG, for which the JDK has native code. */
  private static final int OLD_JPEG = 6;

  private static final int JPEG = 7;

  private static final int PHOTOMETRIC = 262;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;

  private JdkDecoder() {}

  /**
   * Decodes the first frame of a GIF.
   *
   * @return 8 bit, blue, green, red, alpha
   */
  public static Mat gif(byte[] bytes) throws UnreadablePictureException {
    return toMat(decoded("GIF", bytes), false);
  }

  /**
   * Decodes the first picture of a TIFF file.
   *
   * @return 8 bit, blue, green, red, alpha, upright
   */
  public static Mat tiff(byte[] bytes) throws UnreadablePictureException {
    ByteBuffer directory = ByteBuffer.wrap(bytes);
    int compression = TiffTags.find(directory, COMPRESSION).orElse(1);
    if (compression == OLD_JPEG || compression == JPEG) {
      throw new UnreadablePictureException("is a TIFF with JPEG data, which mnistfit doesn't read");
    }
    boolean isDifferenced = isDifferenced(directory);
    byte[] readable = isDifferenced ? TiffTags.with(bytes, PREDICTOR, 1) : bytes;
    Mat mat = toMat(decoded("TIFF", readable), isDifferenced);
    new Orientation(TiffTags.find(directory, Orientation.TAG).orElse(1)).apply(mat);
    return mat;
  }

  /**
   * Whether samples are stored as differences to the pixel on the left, which the JDK knows for 8
   * bit only: then we add them up. ConvertToGrey and RGB in strips; anything else is left to the
   * JDK.
   */
  private static boolean isDifferenced(ByteBuffer directory) {
    int photometric = TiffTags.find(directory, PHOTOMETRIC).orElse(0);
    return TiffTags.find(directory, PREDICTOR).orElse(1) == 2
        && (photometric == BLACK_IS_ZERO || photometric == RGB)
        && TiffTags.find(directory, TILE_WIDTH).isEmpty();
  }

  private static BufferedImage decoded(String format, byte[] bytes)
      throws UnreadablePictureException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    // In memory: ImageIO's own choice would be a file in the temporary folder.
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in);
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      // The JDK's readers meet damaged files with index and argument exceptions, too.
      throw new UnreadablePictureException("damaged " + format, e);
    } finally {
      reader.dispose();
    }
  }

  /** Row by row: whole arrays would be the picture a second and a third time. */
  private static Mat toMat(BufferedImage image, boolean isDifferenced)
      throws UnreadablePictureException {
    int width = image.getWidth();
    boolean hasPalette = image.getColorModel() instanceof IndexColorModel;
    Samples samples = hasPalette ? null : Samples.of(image, isDifferenced);
    var mat = new Mat(image.getHeight(), width, CvType.CV_8UC4);
    byte[] bgra = new byte[4 * width];
    int[] argb = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      if (hasPalette) {
        image.getRGB(0, y, width, 1, argb, 0, width);
      } else {
        samples.row(y, argb);
      }
      for (int x = 0; x < width; x++) {
        bgra[4 * x] = (byte) argb[x];
        bgra[4 * x + 1] = (byte) (argb[x] >> 8);
        bgra[4 * x + 2] = (byte) (argb[x] >> 16);
        bgra[4 * x + 3] = (byte) (argb[x] >> 24);
      }
      mat.put(y, 0, bgra);
    }
    return mat;
  }

  /**
   * Samples as they are stored: through its colour model the JDK would brighten greys, and apply
   * the profile that a stranger's file holds.
   *
   * @param raster the samples: grey or red, green, blue; alpha, if any, comes last
   * @param colours 1 or 3
   * @param bits in a sample, 1 to 16
   * @param isDifferenced whether they are differences to the pixel on the left
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
        throw new UnreadablePictureException("unusual TIFF: not 1 to 16 bit grey or RGB");
      }
      return new Samples(image.getRaster(), colours, hasAlpha, bits, isDifferenced);
    }

    void row(int y, int[] argb) {
      int bands = raster.getNumBands();
      int[] samples = raster.getPixels(0, y, argb.length, 1, (int[]) null);
      for (int i = bands; isDifferenced && i < samples.length; i++) {
        samples[i] = (samples[i] + samples[i - bands]) & ((1 << bits) - 1);
      }
      for (int x = 0; x < argb.length; x++) {
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
