package io.github.mnistfit.samples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/**
 * One picture of samples/.
 *
 * @param path in that folder; its ending says the format
 * @param label the digit, 0 to 9
 * @param group photo, scan or drawn
 * @param notes what is special about it
 * @param image its pixels
 */
record Sample(String path, int label, String group, String notes, BufferedImage image) {
  private static final float JPEG_QUALITY = 0.82f;

  boolean isJpeg() {
    return path.endsWith(".jpg");
  }

  /** The file's bytes. */
  byte[] encoded() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersBySuffix(isJpeg() ? "jpg" : "png").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(isJpeg() ? JPEG_QUALITY : 0);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
