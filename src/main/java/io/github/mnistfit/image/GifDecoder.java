package io.github.mnistfit.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The first frame of a GIF, decoded by the JDK: OpenCV 4.9 reads none. */
final class GifDecoder {
  private GifDecoder() {}

  /**
   * Decodes a GIF.
   *
   * @return 8 bit, blue, green, red, alpha
   */
  static Mat decode(byte[] bytes) throws UnreadablePictureException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    // In memory: ImageIO's own choice would be a file in the temporary folder.
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in);
      return toMat(reader.read(0));
    } catch (IOException | RuntimeException e) {
      // The JDK's reader meets damaged files with index and argument exceptions, too.
      throw new UnreadablePictureException("damaged GIF", e);
    } finally {
      reader.dispose();
    }
  }

  private static Mat toMat(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] bgra = new byte[4 * argb.length];
    for (int i = 0; i < argb.length; i++) {
      bgra[4 * i] = (byte) argb[i];
      bgra[4 * i + 1] = (byte) (argb[i] >> 8);
      bgra[4 * i + 2] = (byte) (argb[i] >> 16);
      bgra[4 * i + 3] = (byte) (argb[i] >> 24);
    }
    var mat = new Mat(height, width, CvType.CV_8UC4);
    mat.put(0, 0, bgra);
    return mat;
  }
}
