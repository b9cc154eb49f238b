package io.github.mnistfit.samples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** The bytes of a picture's file. */
public final class PictureFile {
  private PictureFile() {}

  public static byte[] png(BufferedImage image) throws IOException {
    return encoded(image, "png", 0);
  }

  /** With a quality from 0 to 1. */
  public static byte[] jpeg(BufferedImage image, double quality) throws IOException {
    return encoded(image, "jpg", quality);
  }

  private static byte[] encoded(BufferedImage image, String suffix, double quality)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersBySuffix(suffix).next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality((float) quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
