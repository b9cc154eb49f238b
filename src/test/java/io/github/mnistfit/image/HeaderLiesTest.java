package io.github.mnistfit.image;

import static io.github.mnistfit.image.PictureFiles.encoded;
import static io.github.mnistfit.image.PictureFiles.pngChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.image.format.PictureFormat;
import io.github.mnistfit.image.format.PictureHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A file can't make its decoder see another picture than the one that was held against a limit. */
class HeaderLiesTest {
  /** Lies for each format. */
  private static final int LIES = 500;

  /** Small, so that a picture beyond it shows at once. */
  private static final PixelLimit LIMIT = new PixelLimit(1 << 16);

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  /** Either a reason, or a picture of the size that was announced, within the limit. */
  @ParameterizedTest
  @EnumSource
  void aLieIsRefusedOrMadeTrue(PictureFormat format) throws IOException {
    int refused = 0;
    for (byte[] lie : HeaderLies.of(format, LIES)) {
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

  @Test
  void aPngsFirstChunkIsItsHeader() {
    byte[] png = encoded(".png", new Mat(2, 3, CvType.CV_8UC1));
    byte[] lie = new byte[25];
    ByteBuffer.wrap(lie).putInt(0, 3).putInt(4, 2);
    byte[] before = HeaderLies.concat(Arrays.copyOf(png, 8), pngChunk("teXt", lie));
    assertUnreadable(
        HeaderLies.concat(before, Arrays.copyOfRange(png, 8, png.length)), "damaged PNG");
  }

  @Test
  void aGifsSizeIsItsReaders() throws IOException {
    try (Picture picture = PictureReader.read(HeaderLies.gif(4), ColourMode.ON_PAPER, LIMIT)) {
      assertThat(picture.mat().total()).isEqualTo(1);
    }
    // Who trusts the length takes what follows for a frame of 44×1; the JDK skips five bytes.
    byte[] lie = HeaderLies.gif(0);
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

  @ParameterizedTest
  @CsvSource({"50000, Zstandard", "34925, LZMA", "34712, JPEG 2000", "50001, WebP"})
  void aTiffsForeignDataAreNamed(int compression, String name) {
    byte[] tiff = PictureFiles.tiff(1);
    ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int entry = 0;
    while (buffer.getShort(10 + 12 * entry) != 259) {
      entry++;
    }
    putTiff(buffer, entry, 259, compression);
    assertUnreadable(
        tiff,
        "is a TIFF with "
            + name
            + " data, which mnistfit doesn't read: save it without compression");
  }

  @Test
  void aTiffsTileCountsAsMemory() {
    byte[] tiff = PictureFiles.tiff(1);
    ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    putTiff(buffer, 6, 322, 40_000); // a tile's width in the orientation's place
    putTiff(buffer, 8, 323, 40_000); // and its length in that of the rows in a strip
    assertThatThrownBy(() -> PictureReader.read(tiff, ColourMode.ON_PAPER))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageStartingWith("takes 1800 MB of memory to decode, more than the limit");
  }

  /** Java has it as bytes, as samples, and as what was asked for. */
  @Test
  void aTiffsOnlyStripOfSixteenBitCountsThrice() {
    Map<Integer, Integer> values =
        Map.of(256, 8000, 257, 7500, 258, 16, 259, 5 /* LZW */, 262, 2, 277, 3, 278, 7500);
    byte[] tiff = PictureFiles.tiff(1);
    ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    for (int entry = 0; entry < buffer.getShort(8); entry++) {
      int tag = buffer.getShort(10 + 12 * entry);
      putTiff(buffer, entry, tag, values.getOrDefault(tag, 1));
    }
    assertThatThrownBy(() -> PictureReader.read(tiff, ColourMode.ON_PAPER))
        .hasMessageStartingWith("takes 1395 MB of memory to decode, more than the limit");
  }

  /** So large that a product of it with some small numbers would be no number any more. */
  @Test
  void aTiffsHugeTileCountsAsMemory() {
    Map<Integer, Integer> values = Map.of(258, 16, 259, 8 /* Deflate */, 262, 2, 277, 4);
    byte[] tiff = PictureFiles.tiff(1);
    ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    for (int entry = 0; entry < buffer.getShort(8); entry++) {
      int tag = buffer.getShort(10 + 12 * entry);
      if (values.containsKey(tag)) {
        putTiff(buffer, entry, tag, values.get(tag));
      }
    }
    putTiff(buffer, 6, 322, 0);
    putTiff(buffer, 8, 323, 0);
    for (int entry : List.of(6, 8)) {
      buffer.putShort(10 + 12 * entry + 2, (short) 4).putInt(10 + 12 * entry + 8, 1 << 28);
    }
    assertThatThrownBy(() -> PictureReader.read(tiff, ColourMode.ON_PAPER))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining("of memory to decode, more than the limit");
  }

  private static void putTiff(ByteBuffer tiff, int entry, int tag, int value) {
    tiff.putShort(10 + 12 * entry, (short) tag).putShort(10 + 12 * entry + 8, (short) value);
  }

  @Test
  void aWebpBeginsWithAChunk() {
    byte[] bare = new byte[61];
    byte[] start = HeaderLies.latin1("RIFF5\0\0\0WEBP/");
    System.arraycopy(start, 0, bare, 0, start.length);
    assertUnreadable(bare, "damaged or unusual WEBP");
  }

  @Test
  void aPnmsCommentEndsAtACarriageReturn() {
    byte[] lie = HeaderLies.latin1("P5 # a comment\r9000 9000 255\n\n1 1 255\n\0");
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
      many = HeaderLies.concat(many, scans);
    }
    assertUnreadable(
        HeaderLies.concat(many, new byte[] {(byte) 0xff, (byte) 0xd9}), "has more than 200 scans");
    int frame = indexOf(jpeg, 0xc0);
    byte[] second = Arrays.copyOfRange(jpeg, frame, frame + 13);
    byte[] two =
        HeaderLies.concat(HeaderLies.concat(Arrays.copyOf(jpeg, scan), second), tail(jpeg, scan));
    assertUnreadable(two, "damaged JPEG");
  }

  @Test
  void whatWouldTakeTooMuchMemoryIsRefused() {
    var header = new PictureHeader(10_000, 10_000, 1_200_000_000);
    assertThatThrownBy(() -> PixelLimit.STANDARD.check(header))
        .hasMessage("takes 1200 MB of memory to decode, more than the limit of 1000 MB");
  }

  @Test
  void knownFormatsThatArentReadAreNamed() {
    assertUnreadable(
        HeaderLies.latin1("\0\0\0\u0018ftypheic\0\0\0\0"),
        "is a HEIC picture, which mnistfit doesn't read: convert it to JPEG or PNG first, for"
            + " instance with ImageMagick: magick IN OUT.png");
    assertUnreadable(
        HeaderLies.latin1("%PDF-1.7\n"),
        "is a PDF document, which mnistfit doesn't read: export it as PNG first");
    assertUnreadable(
        HeaderLies.latin1("\u00ef\u00bb\u00bf<?xml version=\"1.0\"?>\n<!-- drawn -->\n<SVG/>"),
        "is an SVG drawing, which mnistfit doesn't read: export it as PNG first");
    assertUnreadable(
        HeaderLies.latin1("\n<!DOCTYPE html><html>"),
        "is a web page, which mnistfit doesn't read: download the picture itself");
    assertUnreadable(
        HeaderLies.latin1("version https://git-lfs.github.com/spec/v1\n"),
        "is a Git LFS pointer, which mnistfit doesn't read: fetch the picture with \"git lfs pull\""
            + " first");
    assertUnreadable(
        HeaderLies.latin1("data:image/png;base64,iVBO"),
        "is a data URL, which mnistfit doesn't read: decode its base64 to a file first");
  }

  private static void assertUnreadable(byte[] bytes, String reason) {
    for (ColourMode mode : ColourMode.values()) {
      assertThatThrownBy(() -> PictureReader.read(bytes, mode))
          .isInstanceOf(UnreadablePictureException.class)
          .hasMessage(reason);
    }
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
}
