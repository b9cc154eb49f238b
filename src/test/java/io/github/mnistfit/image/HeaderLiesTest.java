package io.github.mnistfit.image;

import static io.github.mnistfit.image.PictureFiles.encoded;
import static io.github.mnistfit.image.PictureFiles.pngChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.image.format.PictureFormat;
import io.github.mnistfit.image.format.PictureHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A file can't make its decoder see another picture than the one that was held against a limit. */
class HeaderLiesTest {
  /** Lies for each format. */
  private static final int LIES = 500;

  /** Small, so that a picture beyond it shows at once. */
  private static final PixelLimit LIMIT = new PixelLimit(1 << 16);

  /** Values that are of interest where a size, a count or a type is expected. */
  private static final int[] VALUES = {
    0, 1, 2, 3, 4, 6, 7, 8, 9, 13, 14, 16, 17, 255, 256, 257, 5000, 32767, 32768, 65535
  };

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  /** Either a reason, or a picture of the size that was announced, within the limit. */
  @ParameterizedTest
  @EnumSource
  void aLieIsRefusedOrMadeTrue(PictureFormat format) throws IOException {
    byte[] honest = honest(format);
    var random = new Random(format.name().hashCode());
    int refused = 0;
    for (int i = 0; i < LIES; i++) {
      byte[] lie = lie(format, honest, random);
      try {
        PictureHeader header = format.parse(lie).header();
        try (Picture picture = PictureReader.read(lie, ColourMode.ON_PAPER, LIMIT)) {
          long pixels = picture.mat().total();
          assertThat(pixels).isEqualTo(header.width() * header.height());
          assertThat(pixels).isLessThanOrEqualTo(LIMIT.pixels());
        }
      } catch (UnreadablePictureException e) {
        refused++;
      }
    }
    assertThat(refused).as("lies refused").isBetween(1, LIES - 1);
  }

  /** Some bytes of the header are replaced, or a part of it stands twice, is left out, or moved. */
  private static byte[] lie(PictureFormat format, byte[] honest, Random random) {
    byte[] lie = honest.clone();
    int header = Math.min(lie.length - 4, 160);
    ByteBuffer buffer = ByteBuffer.wrap(lie);
    buffer.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      int at = 6 + random.nextInt(header - 6);
      int value = VALUES[random.nextInt(VALUES.length)];
      switch (random.nextInt(5)) {
        case 0 -> lie[at] = (byte) value;
        case 1 -> buffer.putShort(at, (short) value);
        case 2 -> buffer.putInt(at, value);
        case 3 -> { // a part over another: what was there is gone, and the part is there twice
          int from = 6 + random.nextInt(header - 6);
          int length = Math.min(12, lie.length - Math.max(at, from));
          System.arraycopy(honest, from, lie, at, length);
        }
        default -> { // everything behind is moved
          int by = 1 + random.nextInt(12);
          byte[] tail = Arrays.copyOfRange(lie, at, Math.max(at, lie.length - by));
          System.arraycopy(tail, 0, lie, lie.length - tail.length, tail.length);
        }
      }
    }
    return format == PictureFormat.PNG ? withChecksums(lie) : lie;
  }

  /** Checksums that fit, so that lies in chunks come as far as they can. */
  private static byte[] withChecksums(byte[] png) {
    ByteBuffer buffer = ByteBuffer.wrap(png);
    int start = 8;
    while (start + 12 <= png.length) {
      int length = buffer.getInt(start);
      if (length < 0 || length > png.length - start - 12) {
        break;
      }
      String type = new String(png, start + 4, 4, StandardCharsets.ISO_8859_1);
      byte[] data = Arrays.copyOfRange(png, start + 8, start + 8 + length);
      if (type.chars().allMatch(c -> c < 128)) {
        buffer.put(start, pngChunk(type, data));
      }
      start += 12 + length;
    }
    return png;
  }

  private static byte[] honest(PictureFormat format) throws IOException {
    var mat = new Mat(24, 20, CvType.CV_8UC3);
    Core.randu(mat, 0, 256);
    return switch (format) {
      case PNG -> encoded(".png", mat);
      case JPEG -> encoded(".jpg", mat);
      case BMP -> encoded(".bmp", mat);
      case PNM -> concat(latin1("P6 # a comment\n20 # another\n24 255\n"), new byte[20 * 24 * 3]);
      case WEBP ->
          PictureFiles.webpWithExif(encoded(".webp", mat), 20, 24, false, PictureFiles.exif(1));
      case TIFF -> PictureFiles.tiff(1);
      case GIF -> gif(4);
    };
  }

  @Test
  void aPngsFirstChunkIsItsHeader() {
    byte[] png = encoded(".png", new Mat(2, 3, CvType.CV_8UC1));
    byte[] lie = new byte[25];
    ByteBuffer.wrap(lie).putInt(0, 3).putInt(4, 2);
    byte[] before = concat(Arrays.copyOf(png, 8), pngChunk("teXt", lie));
    assertUnreadable(concat(before, Arrays.copyOfRange(png, 8, png.length)), "damaged PNG");
  }

  @Test
  void aGifsSizeIsItsReaders() throws IOException {
    try (Picture picture = PictureReader.read(gif(4), ColourMode.ON_PAPER, LIMIT)) {
      assertThat(picture.mat().total()).isEqualTo(1);
    }
    // Who trusts the length takes what follows for a frame of 44×1; the JDK skips five bytes.
    byte[] lie = gif(0);
    int frame = lie.length - 16;
    assertThat(lie[frame]).isEqualTo((byte) ',');
    ByteBuffer.wrap(lie)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(frame + 1, (short) 256)
        .putShort(frame + 5, (short) 2000)
        .putShort(frame + 7, (short) 2000);
    assertThatThrownBy(() -> PictureReader.read(lie, ColourMode.ON_PAPER, LIMIT))
        .hasMessageStartingWith("has 2000×2000 pixels");
  }

  @Test
  void aTiffsEntriesStandOnceAndHaveAType() {
    byte[] tiff = PictureFiles.tiff(1);
    byte[] twice = tiff.clone();
    System.arraycopy(twice, 10, twice, 10 + 12 * 6, 12); // the width in the orientation's place
    assertUnreadable(twice, "damaged TIFF");
    byte[] untyped = tiff.clone();
    untyped[10 + 12 * 6 + 2] = 99;
    assertUnreadable(untyped, "damaged TIFF");
  }

  @Test
  void jpegDataInATiffNeverReachADecoder() {
    String reason =
        "is a TIFF with JPEG data, which mnistfit doesn't read: save it without compression";
    byte[] tiff = PictureFiles.tiff(1);
    byte[] second = tiff.clone(); // a second compression in the orientation's place
    ByteBuffer.wrap(second)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(10 + 12 * 6, (short) 259)
        .putShort(10 + 12 * 6 + 8, (short) 7);
    assertThatThrownBy(() -> PictureReader.read(second, ColourMode.ON_PAPER))
        .isInstanceOf(UnreadablePictureException.class);
    byte[] stream = tiff.clone(); // an old-style stream in its place
    ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).putShort(10 + 12 * 6, (short) 513);
    assertUnreadable(stream, reason);
  }

  @Test
  void aTiffsTileCountsAsMemory() {
    byte[] tiff = PictureFiles.tiff(1);
    ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    putTiff(buffer, 6, 322, 40_000); // a tile's width in the orientation's place
    putTiff(buffer, 8, 323, 40_000); // and its length in that of the rows in a strip
    assertThatThrownBy(() -> PictureReader.read(tiff, ColourMode.ON_PAPER))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageStartingWith("takes 1600 MB of memory to decode, more than the limit");
  }

  private static void putTiff(ByteBuffer tiff, int entry, int tag, int value) {
    tiff.putShort(10 + 12 * entry, (short) tag).putShort(10 + 12 * entry + 8, (short) value);
  }

  @Test
  void aWebpBeginsWithAChunk() {
    byte[] bare = new byte[61];
    byte[] start = latin1("RIFF5\0\0\0WEBP/");
    System.arraycopy(start, 0, bare, 0, start.length);
    assertUnreadable(bare, "damaged or unusual WEBP");
  }

  @Test
  void aPnmsCommentEndsAtACarriageReturn() {
    byte[] lie = latin1("P5 # a comment\r9000 9000 255\n\n1 1 255\n\0");
    assertThatThrownBy(() -> PictureReader.read(lie, ColourMode.ON_PAPER, LIMIT))
        .hasMessageStartingWith("has 9000×9000 pixels");
  }

  @Test
  void aJpegHasAtMostTwoHundredScansAndOneFrame() throws IOException {
    byte[] jpeg = encoded(".jpg", new Mat(8, 8, CvType.CV_8UC1));
    int scan = indexOf(jpeg, 0xda);
    byte[] scans = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
    byte[] many = Arrays.copyOf(jpeg, jpeg.length - 2);
    for (int i = 0; i < 200; i++) {
      many = concat(many, scans);
    }
    assertUnreadable(
        concat(many, new byte[] {(byte) 0xff, (byte) 0xd9}), "has more than 200 scans");
    int frame = indexOf(jpeg, 0xc0);
    byte[] second = Arrays.copyOfRange(jpeg, frame, frame + 13);
    byte[] two = concat(concat(Arrays.copyOf(jpeg, scan), second), tail(jpeg, scan));
    assertUnreadable(two, "damaged JPEG");
  }

  @Test
  void whatWouldTakeTooMuchMemoryIsRefused() {
    var header = new PictureHeader(10_000, 10_000, 1_200_000_000);
    assertThatThrownBy(() -> PixelLimit.STANDARD.check(header))
        .hasMessage("takes 1200 MB of memory to decode, more than the limit of 1100 MB");
  }

  @Test
  void knownFormatsThatArentReadAreNamed() {
    assertUnreadable(
        latin1("\0\0\0\u0018ftypheic\0\0\0\0"),
        "is a HEIC picture, which mnistfit doesn't read: convert it to JPEG or PNG first");
    assertUnreadable(
        latin1("%PDF-1.7\n"),
        "is a PDF document, which mnistfit doesn't read: export it as PNG first");
    assertUnreadable(
        latin1("\u00ef\u00bb\u00bf<?xml version=\"1.0\"?>\n<!-- drawn -->\n<SVG/>"),
        "is an SVG drawing, which mnistfit doesn't read: export it as PNG first");
    assertUnreadable(
        latin1("\n<!DOCTYPE html><html>"),
        "is a web page, which mnistfit doesn't read: download the picture itself");
    assertUnreadable(
        latin1("version https://git-lfs.github.com/spec/v1\n"),
        "is a Git LFS pointer, which mnistfit doesn't read: fetch the picture with \"git lfs pull\""
            + " first");
    assertUnreadable(
        latin1("data:image/png;base64,iVBO"),
        "is a data URL, which mnistfit doesn't read: decode its base64 to a file first");
  }

  private static void assertUnreadable(byte[] bytes, String reason) {
    for (ColourMode mode : ColourMode.values()) {
      assertThatThrownBy(() -> PictureReader.read(bytes, mode))
          .isInstanceOf(UnreadablePictureException.class)
          .hasMessage(reason);
    }
  }

  /** One white pixel, behind a graphic control extension that may lie about its length. */
  private static byte[] gif(int extensionLength) {
    byte[] gif = new byte[43];
    byte[] start = latin1("GIF89a\1\0\1\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff");
    System.arraycopy(start, 0, gif, 0, start.length);
    byte[] rest = latin1("!\u00f9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2L\1\0;");
    rest[2] = (byte) extensionLength;
    System.arraycopy(rest, 0, gif, start.length, rest.length);
    return Arrays.copyOf(gif, start.length + rest.length);
  }

  private static int indexOf(byte[] jpeg, int marker) {
    for (int i = 0; ; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) marker) {
        return i;
      }
    }
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
