package io.github.mnistfit.image;

import io.github.mnistfit.image.format.EncodedPicture;
import io.github.mnistfit.image.format.ForeignFormat;
import io.github.mnistfit.image.format.Jpeg;
import io.github.mnistfit.image.format.PictureFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;

/** Decodes picture files. */
public final class PictureReader {
  /** Larger files are no picture of a digit; a limit keeps them out of memory. */
  public static final int MAX_BYTES = 1 << 28;

  private static final int READ_AT_ONCE = 1 << 16;

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
        throw new UnreadablePictureException(
            "is not a regular file; to read from a pipe, give - instead");
      }
      if (attributes.size() > MAX_BYTES) {
        throw tooLarge();
      }
      // What the kernel makes up, as in /proc, has no size, and could keep us waiting, too.
      if (attributes.size() == 0) {
        throw new UnreadablePictureException("is empty");
      }
      // Not read by OpenCV, which fails on names that the locale can't spell.
      try (InputStream in = Files.newInputStream(file)) {
        return bytes(in, (int) attributes.size());
      }
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadablePictureException(
          Files.isSymbolicLink(file) && !Files.exists(file) ? "is a broken link" : reason(e), e);
    }
  }

  /** A file's bytes, once in memory: a stream of unknown length takes twice as much. */
  private static byte[] bytes(InputStream in, int size) throws IOException {
    byte[] bytes = new byte[size];
    int length = 0;
    int count = 0;
    while (length < size && count >= 0) {
      // Streams of files have a copy of what is asked for at once.
      count = in.read(bytes, length, Math.min(READ_AT_ONCE, size - length));
      length += Math.max(0, count);
    }
    return length == size ? bytes : Arrays.copyOf(bytes, length); // cut off meanwhile
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
      throw tooLarge();
    }
    return bytes;
  }

  private static UnreadablePictureException tooLarge() {
    return new UnreadablePictureException("is larger than " + (MAX_BYTES >> 20) + " MiB");
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
            .orElseThrow(() -> new UnreadablePictureException(whyForeign(bytes)));
    EncodedPicture encoded = format.parse(bytes);
    limit.check(encoded.header());
    OpenCv.load();
    if (encoded instanceof Jpeg jpeg) {
      int fraction = jpeg.fraction(decoding.leastSide());
      if (fraction > 1) {
        var reduced = new Picture(jpeg.reduced(fraction));
        if (decoding.isEnough(reduced)) {
          return reduced;
        }
        reduced.close();
      }
    }
    return new Picture(encoded.decode(decoding.colours()));
  }

  private static String whyForeign(byte[] bytes) {
    return ForeignFormat.of(bytes)
        .map(ForeignFormat::reason)
        .orElse("not a picture format that mnistfit reads");
  }
}
