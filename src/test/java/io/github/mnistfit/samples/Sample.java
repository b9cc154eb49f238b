package io.github.mnistfit.samples;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * One picture of samples/ or samples-of-numbers/.
 *
 * @param path in that folder; its ending says the format
 * @param label the digit, 0 to 9, or the digits of each line, with / between lines
 * @param group photo, scan or drawn
 * @param notes what is special about it
 * @param image its pixels
 */
record Sample(String path, String label, String group, String notes, BufferedImage image) {
  private static final double JPEG_QUALITY = 0.82;

  boolean isJpeg() {
    return path.endsWith(".jpg");
  }

  /** The file's bytes. */
  byte[] encoded() throws IOException {
    return isJpeg() ? PictureFile.jpeg(image, JPEG_QUALITY) : PictureFile.png(image);
  }
}
