package io.github.mnistfit.image;

import io.github.mnistfit.image.format.JdkDecoder;
import io.github.mnistfit.image.format.OpenCvDecoder;
import io.github.mnistfit.image.format.PictureFormat;
import io.github.mnistfit.image.format.PictureHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Decodes picture files. */
public final class PictureReader {
  /** Larger files are no picture of a digit; a limit keeps them out of memory. */
  public static final int MAX_BYTES = 1 << 28;

  private PictureReader() {}

  /**
   * Reads a picture file of at most {@link PixelLimit#STANDARD} pixels.
   *
   * @throws UnreadablePictureException if it isn't a regular file, can't be read, or holds no
   *     picture that could be decoded
   */
  public static Picture read(Path file, Decoding decoding) throws UnreadablePictureException {
    return read(bytes(file), decoding, PixelLimit.STANDARD);
  }

  /**
   * The bytes of a picture file, not decoded.
   *
   * @throws UnreadablePictureException if it isn't a regular file, can't be read, or is larger than
   *     {@link #MAX_BYTES}
   */
  public static byte[] bytes(Path file) throws UnreadablePictureException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new UnreadablePictureException("is a folder");
      }
      // A pipe or a device could keep us waiting for ever.
      if (!attributes.isRegularFile()) {
        throw new UnreadablePictureException("is not a regular file");
      }
      // Not read by OpenCV, which fails on names that the locale can't spell.
      try (InputStream in = Files.newInputStream(file)) {
        return bytes(in);
      }
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadablePictureException(reason(e), e);
    }
  }

  /** In a few lower-case words, without the path that the JDK's own messages begin with. */
  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return reason == null ? "can't be read" : reason.toLowerCase(Locale.ROOT);
  }

  /**
   * The bytes of a picture file that comes as a stream.
   *
   * @param in read to the end; not closed here
   * @throws UnreadablePictureException if they are more than {@link #MAX_BYTES}
   * @throws IOException if the stream can't be read
   */
  public static byte[] bytes(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new UnreadablePictureException("is larger than " + (MAX_BYTES >> 20) + " MiB");
    }
    return bytes;
  }

  /**
   * Decodes a picture of at most {@link PixelLimit#STANDARD} pixels.
   *
   * @throws UnreadablePictureException as in the other method
   */
  public static Picture read(byte[] bytes, Decoding decoding) throws UnreadablePictureException {
    return read(bytes, decoding, PixelLimit.STANDARD);
  }

  /**
   * Decodes a picture file's bytes.
   *
   * @throws UnreadablePictureException if they are no picture, a damaged one or one that is too
   *     large
   */
  public static Picture read(byte[] bytes, Decoding decoding, PixelLimit limit)
      throws UnreadablePictureException {
    if (bytes.length == 0) {
      throw new UnreadablePictureException("is empty");
    }
    PictureFormat format =
        PictureFormat.of(bytes)
            .orElseThrow(
                () -> new UnreadablePictureException("not a picture format that mnistfit reads"));
    PictureHeader header = PictureHeader.of(format, bytes);
    limit.check(header);
    OpenCv.load();
    int fraction = format == PictureFormat.JPEG ? fraction(header, decoding.leastSide()) : 1;
    if (fraction > 1) {
      var reduced = new Picture(OpenCvDecoder.reduced(bytes, fraction));
      if (decoding.isEnough(reduced)) {
        return reduced;
      }
      reduced.close();
    }
    ColourMode mode = decoding.colours();
    return new Picture(
        switch (format) {
          case GIF -> converted(JdkDecoder.gif(bytes), mode);
          case TIFF -> converted(JdkDecoder.tiff(bytes), mode);
          default ->
              switch (mode) {
                case OPENCV_GREY -> OpenCvDecoder.toGrey(format, bytes);
                case ON_PAPER -> OpenCvDecoder.onPaper(format, bytes, header.hasAlpha());
              };
        });
  }

  /** The largest fraction, 1/8 at most, of a picture that leaves its longer side long enough. */
  private static int fraction(PictureHeader header, int leastSide) {
    long side = Math.max(header.width(), header.height());
    int fraction = 1;
    while (fraction < 8 && side / (2L * fraction) >= leastSide) {
      fraction *= 2;
    }
    return fraction;
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
}
