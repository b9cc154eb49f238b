package io.github.mnistfit.image.format;

import io.github.mnistfit.image.UnreadablePictureException;
import org.opencv.core.Mat;

/**
 * What a file says of its picture, known before anything is decoded.
 *
 * @param width in pixels, as stored; may be wrong (0, negative, huge) until a limit has looked at
 *     it
 * @param height in pixels, as stored; the same
 * @param memory the most bytes that decoding takes, the file in two processes and its copies among
 *     them; see {@link io.github.mnistfit.image.PixelLimit} for what each format takes
 */
public record PictureHeader(long width, long height, long memory) {
  /** So that no product here can overflow; no side that a limit lets pass is as long. */
  private static final long LONGEST = 1L << 28;

  /**
   * A header for a decoder of OpenCV, which is given a copy of the file.
   *
   * @param decoding bytes a pixel while it decodes
   * @param laying bytes a pixel while what was decoded is laid on paper or turned upright; the copy
   *     is gone by then
   */
  static PictureHeader of(long width, long height, int decoding, int laying, byte[] file) {
    long pixels = pixels(width, height);
    return new PictureHeader(
        width,
        height,
        Math.max(decoding * pixels + 3L * file.length, laying * pixels + 2L * file.length));
  }

  /** Width times height, 2⁵⁶ at most; 0 if either is negative. */
  static long pixels(long width, long height) {
    return Math.max(0, Math.min(width, LONGEST)) * Math.max(0, Math.min(height, LONGEST));
  }

  /**
   * Holds a decoded picture against what was announced; turning it upright may have swapped its
   * sides.
   *
   * @throws UnreadablePictureException if they differ; the picture is released then
   */
  Mat confirmed(Mat picture, PictureFormat format) throws UnreadablePictureException {
    boolean asStored = picture.cols() == width && picture.rows() == height;
    boolean onItsSide = picture.cols() == height && picture.rows() == width;
    if (!asStored && !onItsSide) {
      picture.release();
      throw new UnreadablePictureException("damaged or unusual " + format);
    }
    return picture;
  }
}
