package io.github.mnistfit.image.format;

import io.github.mnistfit.image.UnreadablePictureException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The picture formats that are read, told apart by their first bytes and never by a file's name.
 */
@SuppressWarnings("ImmutableEnumChecker") // references to static methods, which have no state
public enum PictureFormat {
  /** Portable Network Graphics. */
  PNG(Png::begins, Png::parse),
  /** JPEG, as JFIF, Exif or bare. */
  JPEG(Jpeg::begins, Jpeg::parse),
  /** Windows bitmap. */
  BMP(Bmp::begins, Bmp::parse),
  /** PBM, PGM and PPM, plain or raw. */
  PNM(Pnm::begins, Pnm::parse),
  /** WebP, lossy or lossless. */
  WEBP(WebP::begins, WebP::parse),
  /** TIFF of either byte order. */
  TIFF(Tiff::begins, Tiff::parse),
  /** GIF; of an animation, the first frame. */
  GIF(Gif::begins, Gif::parse);

  /** A format's way from bytes to a header. */
  @FunctionalInterface
  private interface Parser {
    EncodedPicture parse(byte[] bytes) throws IOException;
  }

  private final Predicate<byte[]> signature;
  private final Parser parser;

  PictureFormat(Predicate<byte[]> signature, Parser parser) {
    this.signature = signature;
    this.parser = parser;
  }

  /** The format of a file's bytes; empty if it is none of these. The first 16 are enough. */
  public static Optional<PictureFormat> of(byte[] bytes) {
    return Arrays.stream(values()).filter(format -> format.signature.test(bytes)).findFirst();
  }

  /**
   * Parses a file of this format; nothing is decoded.
   *
   * @throws UnreadablePictureException if it isn't whole, or of a kind that isn't read
   */
  public EncodedPicture parse(byte[] bytes) throws UnreadablePictureException {
    try {
      return parser.parse(bytes);
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Reading beyond the end, and what the JDK's readers throw at damaged files.
      throw new UnreadablePictureException("damaged or truncated " + this, e);
    }
  }
}
