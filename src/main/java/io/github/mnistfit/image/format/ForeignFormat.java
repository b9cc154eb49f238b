package io.github.mnistfit.image.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What people take for pictures and mnistfit doesn't read, told by its first bytes. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas that have no state
public enum ForeignFormat {
  /** High Efficiency Image File: ISO/IEC 23008-12, annex B. */
  HEIC(
      "a HEIC picture",
      Advice.CONVERT,
      bytes ->
          !isAvif(bytes)
              && isBrand(bytes, "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1")),
  /** AV1 Image File Format, section 6. */
  AVIF("an AVIF picture", Advice.CONVERT, bytes -> isAvif(bytes)),
  /** JPEG XL: ISO/IEC 18181-2, as a box file or as a bare codestream. */
  JPEG_XL(
      "a JPEG XL picture",
      Advice.CONVERT,
      bytes ->
          Signature.has(bytes, 0, "\0\0\0\fJXL \r\n\u0087\n")
              || Signature.has(bytes, 0, "\u00ff\n")),
  /** JPEG 2000: ISO/IEC 15444-1, annex I, as a box file or as a bare codestream. */
  JPEG_2000(
      "a JPEG 2000 picture",
      Advice.CONVERT,
      bytes ->
          Signature.has(bytes, 0, "\0\0\0\fjP  \r\n\u0087\n")
              || Signature.has(bytes, 0, "\u00ffO\u00ffQ")),
  /** A TIFF file with offsets of 64 bits: its version is 43 where TIFF's is 42. */
  BIG_TIFF(
      "a BigTIFF picture",
      Advice.CONVERT,
      bytes -> Signature.has(bytes, 0, "II+\0") || Signature.has(bytes, 0, "MM\0+")),
  /** Adobe Photoshop File Formats Specification, "File Header Section". */
  PHOTOSHOP("a Photoshop picture", Advice.CONVERT, bytes -> Signature.has(bytes, 0, "8BPS\0")),
  /** Windows' icons and cursors. */
  ICO("an ICO picture", Advice.CONVERT, bytes -> isIcon(bytes)),
  /** Technical Introduction to OpenEXR, "The Basic Layout". */
  OPENEXR("an OpenEXR picture", Advice.CONVERT, bytes -> Signature.has(bytes, 0, "v/1\u0001")),
  /** Radiance's picture file format. */
  RADIANCE("a Radiance picture", Advice.CONVERT, bytes -> Signature.has(bytes, 0, "#?RADIANCE")),
  /** The Quite OK Image Format Specification, version 1.0. */
  QOI("a QOI picture", Advice.CONVERT, bytes -> Signature.has(bytes, 0, "qoif")),
  /** Fujifilm's; those of other makers are TIFF files. */
  RAF(
      "a Fujifilm raw picture",
      Advice.CONVERT,
      bytes -> Signature.has(bytes, 0, "FUJIFILMCCD-RAW")),
  /** Encapsulated PostScript File Format Specification, version 3.0. */
  EPS("an EPS drawing", Advice.EXPORT, bytes -> text(bytes).startsWith("%!ps-adobe-")),
  /** ISO 32000-1, section 7.5.2. */
  PDF("a PDF document", Advice.EXPORT, bytes -> text(bytes).startsWith("%pdf-")),
  /** Scalable Vector Graphics, with or without XML's own first line. */
  SVG("an SVG drawing", Advice.EXPORT, bytes -> isXml(bytes, "<svg", "<html")),
  /** A web page, as comes where a download asked for a login. */
  HTML(
      "a web page",
      Advice.DOWNLOAD,
      bytes -> text(bytes).startsWith("<!doctype html") || isXml(bytes, "<html", "<svg")),
  /** Git LFS specification, "The pointer". */
  GIT_LFS(
      "a Git LFS pointer",
      "fetch the picture with \"git lfs pull\" first",
      bytes -> text(bytes).startsWith("version https://git-lfs.github.com/spec/")),
  /** RFC 2397. */
  DATA_URL(
      "a data URL",
      "decode its base64 to a file first",
      bytes -> text(bytes).startsWith("data:image/"));

  /** As many bytes as are looked at: an SVG's first element stands behind comments. */
  private static final int BEGINNING = 1024;

  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private final String noun;
  private final String advice;
  private final Predicate<byte[]> signature;

  ForeignFormat(String noun, String advice, Predicate<byte[]> signature) {
    this.noun = noun;
    this.advice = advice;
    this.signature = signature;
  }

  /** The format of a file's bytes; empty if it is none of these. The first 1,024 are enough. */
  public static Optional<ForeignFormat> of(byte[] bytes) {
    return Arrays.stream(values()).filter(format -> format.signature.test(bytes)).findFirst();
  }

  /** What to tell somebody whose picture it is, in words that follow the file's name. */
  public String reason() {
    return "is " + noun + ", which mnistfit doesn't read: " + advice;
  }

  /** Some files of this format, counted: "1 PDF file", "12 HEIC files". */
  public String counted(int files) {
    String name = noun.substring(noun.indexOf(' ') + 1, noun.lastIndexOf(' '));
    return files + " " + name + (files == 1 ? " file" : " files");
  }

  /** Whether a file begins with ISO base media's "ftyp" box and one of some major brands. */
  private static boolean isBrand(byte[] bytes, String... brands) {
    return Signature.has(bytes, 4, "ftyp")
        && Arrays.stream(brands).anyMatch(brand -> Signature.has(bytes, 8, brand));
  }

  /** By its header and how many icons it says that it has: a TGA picture, too, begins with 2. */
  private static boolean isIcon(byte[] bytes) {
    return (Signature.has(bytes, 0, "\0\0\1\0") || Signature.has(bytes, 0, "\0\0\2\0"))
        && bytes.length > 5
        && (bytes[4] != 0 || bytes[5] != 0);
  }

  /** By its major brand, or where that stands for any codec, by one of those behind it. */
  private static boolean isAvif(byte[] bytes) {
    boolean isOfAny = isBrand(bytes, "mif1", "msf1");
    int end = Math.min(bytes.length, isOfAny ? ByteBuffer.wrap(bytes).getInt(0) : 0) - 3;
    boolean isCompatible = false;
    for (int i = 16; i < end && !isCompatible; i += 4) {
      isCompatible = Signature.has(bytes, i, "avif") || Signature.has(bytes, i, "avis");
    }
    return isCompatible || isBrand(bytes, "avif", "avis");
  }

  /** Whether it begins with an element, or has it before another behind XML's first line. */
  private static boolean isXml(byte[] bytes, String element, String other) {
    String text = text(bytes);
    int at = text.startsWith(element) || text.startsWith("<?xml") ? text.indexOf(element) : -1;
    return at >= 0 && (text.indexOf(other) < 0 || at < text.indexOf(other));
  }

  /** The beginning of a text in small letters, without what may stand before its first word. */
  private static String text(byte[] bytes) {
    int length = Math.min(bytes.length, BEGINNING);
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    String unmarked =
        text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    return unmarked.stripLeading().toLowerCase(Locale.ROOT);
  }

  /** What can be done, said once. */
  private static final class Advice {
    static final String CONVERT =
        "convert it to JPEG or PNG first, for instance with ImageMagick: magick IN OUT.png";
    static final String EXPORT = "export it as PNG first";
    static final String DOWNLOAD = "download the picture itself";
  }
}
