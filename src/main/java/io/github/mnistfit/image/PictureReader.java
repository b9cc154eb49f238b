package io.github.mnistfit.image;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Decodes picture files. */
public final class PictureReader {
  /** Larger files are no picture of a digit; a limit keeps them out of memory. */
  private static final long MAX_BYTES = 1L << 28;

  private PictureReader() {}

  /**
   * Reads a picture file.
   *
   * @throws IOException if it can't be read, with the reason in a few lower-case words
   */
  public static Picture read(Path file, ColourMode mode) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new UnreadablePictureException("is a folder");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new UnreadablePictureException("is not a regular file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new UnreadablePictureException("is larger than " + (MAX_BYTES >> 20) + " MiB");
      }
      // The bytes are read here and not by OpenCV, which fails on names that the locale can't
      // spell.
      return read(Files.readAllBytes(file), mode);
    } catch (NoSuchFileException e) {
      throw new UnreadablePictureException("no such file", e);
    } catch (AccessDeniedException e) {
      throw new UnreadablePictureException("permission denied", e);
    }
  }

  /**
   * Decodes a picture file's bytes.
   *
   * @throws UnreadablePictureException if they are no picture, a damaged one or one that is too
   *     large
   */
  public static Picture read(byte[] bytes, ColourMode mode) throws UnreadablePictureException {
    if (bytes.length == 0) {
      throw new UnreadablePictureException("is empty");
    }
    PictureFormat format =
        PictureFormat.of(bytes)
            .orElseThrow(
                () -> new UnreadablePictureException("not a picture format that mnistfit reads"));
    PictureHeader header = PictureHeader.of(format, bytes);
    header.checkSize();
    OpenCv.load();
    if (format == PictureFormat.JPEG && !JpegMarkers.isComplete(bytes)) {
      // OpenCV would give a full-size picture, grey where the data end.
      throw new UnreadablePictureException("damaged or truncated JPEG");
    }
    if (format == PictureFormat.GIF) {
      return new Picture(converted(GifDecoder.decode(bytes), mode));
    }
    return new Picture(
        switch (mode) {
          case OPENCV_GREY -> decode(bytes, Imgcodecs.IMREAD_GRAYSCALE, format);
          case ON_PAPER ->
              header.hasAlpha()
                  ? onPaper(bytes, format)
                  : decode(bytes, Imgcodecs.IMREAD_COLOR, format);
        });
  }

  private static Mat onPaper(byte[] bytes, PictureFormat format) throws UnreadablePictureException {
    // Reads 8 or 16 bits as they are, and doesn't turn the picture upright as the other modes do.
    Mat decoded = decode(bytes, Imgcodecs.IMREAD_UNCHANGED, format);
    Mat laid = Paper.lay(decoded);
    decoded.release();
    return laid;
  }

  private static Mat converted(Mat bgra, ColourMode mode) {
    var result = new Mat();
    switch (mode) {
      case OPENCV_GREY -> Imgproc.cvtColor(bgra, result, Imgproc.COLOR_BGRA2GRAY);
      case ON_PAPER -> result = Paper.lay(bgra);
    }
    bgra.release();
    return result;
  }

  private static Mat decode(byte[] bytes, int flags, PictureFormat format)
      throws UnreadablePictureException {
    var buffer = new MatOfByte(bytes);
    try {
      Mat mat = Imgcodecs.imdecode(buffer, flags);
      if (mat.empty()) {
        throw new UnreadablePictureException("damaged or truncated " + format);
      }
      return mat;
    } catch (CvException e) {
      throw new UnreadablePictureException("damaged " + format, e);
    } finally {
      buffer.release();
    }
  }
}
