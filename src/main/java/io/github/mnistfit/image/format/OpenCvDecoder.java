package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Paper;
import io.github.mnistfit.image.UnreadablePictureException;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** OpenCV's decoders, with what they miss: the ends of files, and some orientations. */
public final class OpenCvDecoder {
  private OpenCvDecoder() {}

  /**
   * Decodes to grey.
   *
   * @return 8 bit, one channel, upright where OpenCV makes it so
   * @throws UnreadablePictureException if the file is damaged, or of a kind that OpenCV doesn't
   *     read
   */
  public static Mat toGrey(PictureFormat format, byte[] bytes) throws UnreadablePictureException {
    return decode(
        format, checked(format, bytes, ColourMode.OPENCV_GREY), Imgcodecs.IMREAD_GRAYSCALE);
  }

  /**
   * Decodes to colours, transparent parts laid on paper.
   *
   * @return 8 bit, blue, green, red, upright
   * @throws UnreadablePictureException if the file is damaged, or of a kind that OpenCV doesn't
   *     read
   */
  public static Mat onPaper(PictureFormat format, byte[] bytes, boolean hasAlpha)
      throws UnreadablePictureException {
    byte[] checked = checked(format, bytes, ColourMode.ON_PAPER);
    if (!hasAlpha) {
      Mat picture = decode(format, checked, Imgcodecs.IMREAD_COLOR);
      if (format == PictureFormat.WEBP) {
        Orientation.ofWebp(bytes).apply(picture);
      }
      return picture;
    }
    Mat picture = decode(format, checked, Imgcodecs.IMREAD_UNCHANGED);
    Mat laid = Paper.lay(picture);
    picture.release();
    // Unchanged means also: not turned. Only the decoder of TIFF does it in every mode.
    switch (format) {
      case PNG -> Orientation.ofPng(checked).apply(laid);
      case WEBP -> Orientation.ofWebp(checked).apply(laid);
      default -> {}
    }
    return laid;
  }

  /**
   * Decodes a JPEG at a fraction of its size, which the decoder does while it goes from frequencies
   * to pixels.
   *
   * @param fraction 2, 4 or 8: of each side one in so many pixels is left
   * @return 8 bit, blue, green, red, upright
   * @throws UnreadablePictureException if the file is damaged
   */
  public static Mat reduced(byte[] bytes, int fraction) throws UnreadablePictureException {
    int flags =
        switch (fraction) {
          case 2 -> Imgcodecs.IMREAD_REDUCED_COLOR_2;
          case 4 -> Imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 8 -> Imgcodecs.IMREAD_REDUCED_COLOR_8;
          default -> throw new IllegalArgumentException("no fraction of OpenCV's: " + fraction);
        };
    return decode(
        PictureFormat.JPEG, checked(PictureFormat.JPEG, bytes, ColourMode.ON_PAPER), flags);
  }

  private static byte[] checked(PictureFormat format, byte[] bytes, ColourMode mode)
      throws UnreadablePictureException {
    if (format == PictureFormat.PNG) {
      return PngChunks.of(bytes).forDecoding(mode);
    }
    if (format == PictureFormat.JPEG && !JpegMarkers.isComplete(bytes)) {
      // OpenCV would give a full-size picture, grey where the data end.
      throw new UnreadablePictureException("truncated JPEG");
    }
    return bytes;
  }

  private static Mat decode(PictureFormat format, byte[] bytes, int flags)
      throws UnreadablePictureException {
    var buffer = new MatOfByte(bytes);
    try {
      Mat mat = Imgcodecs.imdecode(buffer, flags);
      if (mat.empty()) {
        throw new UnreadablePictureException("damaged or unusual " + format);
      }
      return mat;
    } catch (CvException e) {
      throw new UnreadablePictureException("damaged or unusual " + format, e);
    } finally {
      buffer.release();
    }
  }
}
