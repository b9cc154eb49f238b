package io.github.mnistfit.image;

import static io.github.mnistfit.image.PictureFiles.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class DamagedPictureTest {
  @ParameterizedTest
  @ValueSource(strings = {".png", ".jpg", ".bmp", ".ppm", ".webp", ".tiff", ".gif"})
  void halfAFileIsNoPicture(String extension) throws IOException {
    byte[] whole = noise(extension);
    PictureReader.read(whole, ColourMode.ON_PAPER).close();
    for (int length = 1; length < whole.length - 8; length += Math.max(1, whole.length / 50)) {
      byte[] cut = Arrays.copyOf(whole, length);
      for (ColourMode mode : ColourMode.values()) {
        assertThatThrownBy(() -> PictureReader.read(cut, mode))
            .isInstanceOf(UnreadablePictureException.class);
      }
    }
  }

  /** Whatever stands in a file: a picture or a reason, nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {".png", ".jpg", ".bmp", ".ppm", ".webp", ".tiff", ".gif"})
  void changedBytesGiveAPictureOrAReason(String extension) throws IOException {
    byte[] whole = noise(extension);
    var random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] changed = whole.clone();
      for (int j = 0; j < 3; j++) {
        changed[random.nextInt(Math.min(200, changed.length))] = (byte) random.nextInt(256);
      }
      Throwable failure =
          catchThrowable(() -> PictureReader.read(changed, ColourMode.ON_PAPER).close());
      assertThat(failure)
          .satisfiesAnyOf(
              f -> assertThat(f).isNull(),
              f -> assertThat(f).isInstanceOf(UnreadablePictureException.class));
    }
  }

  @Test
  void aThumbnailsEndIsNotTheJpegsEnd() {
    byte[] jpeg = noise(".jpg");
    byte[] withThumbnail =
        PictureFiles.jpegWithExif(jpeg, encoded(".jpg", new Mat(8, 8, CvType.CV_8UC1)));
    byte[] cut = Arrays.copyOf(withThumbnail, withThumbnail.length - jpeg.length / 2);
    assertThatThrownBy(() -> PictureReader.read(cut, ColourMode.OPENCV_GREY))
        .hasMessage("truncated JPEG");
  }

  @Test
  void whatFollowsTheJpegsEndDoesntMatter() throws IOException {
    byte[] jpeg = noise(".jpg");
    byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 1000);
    PictureReader.read(longer, ColourMode.OPENCV_GREY).close();
  }

  @Test
  void aDamagedChunkMattersWhereItIsNeeded() throws IOException {
    byte[] png = noise(".png");
    byte[] comment = PictureFiles.pngChunk("tEXt", new byte[] {'a', 0, 'b'});
    comment[comment.length - 1]++;
    PictureReader.read(PictureFiles.pngWith(png, comment), ColourMode.OPENCV_GREY).close();
    png[png.length / 2]++;
    assertThatThrownBy(() -> PictureReader.read(png, ColourMode.OPENCV_GREY))
        .hasMessage("damaged PNG");
  }

  /** Stepping back by as much as forward would never end. */
  @Test
  void aChunkOfNegativeLengthIsDamage() {
    byte[] chunk = PictureFiles.pngChunk("tEXt", new byte[4]);
    ByteBuffer.wrap(chunk).putInt(0, -12);
    byte[] png = PictureFiles.pngWith(noise(".png"), chunk);
    assertThatThrownBy(() -> PictureReader.read(png, ColourMode.ON_PAPER))
        .isInstanceOf(UnreadablePictureException.class);
  }

  /** Headers that promise 900 megapixels, as some kilobytes of PNG can. */
  @Test
  void pictureBombsAreRefusedByTheirHeaders() throws IOException {
    byte[] png = noise(".png");
    ByteBuffer.wrap(png).putInt(16, 30_000).putInt(20, 30_000);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertTooLarge(png);
    byte[] bmp = noise(".bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 30_000).putInt(22, -30_000);
    assertTooLarge(bmp);
    byte[] gif = noise(".gif");
    int frame = 13 + 3 * 256;
    while (gif[frame] != ',') {
      frame++;
    }
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(frame + 5, (short) 30_000)
        .putShort(frame + 7, (short) 30_000);
    assertTooLarge(gif);
    byte[] tiff = PictureFiles.tiff(1);
    ByteBuffer.wrap(tiff)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(18, (short) 30_000)
        .putShort(30, (short) 30_000);
    assertTooLarge(tiff);
    assertTooLarge("P5 30000 # wide\n30000 255\n".getBytes(StandardCharsets.US_ASCII));
    byte[] jpeg = noise(".jpg");
    int size = indexOfFrameHeader(jpeg) + 5;
    ByteBuffer.wrap(jpeg).putShort(size, (short) 30_000).putShort(size + 2, (short) 30_000);
    assertTooLarge(jpeg);
    byte[] extended = PictureFiles.webpWithExif(noise(".webp"), 1, 1, false, new byte[0]);
    ByteBuffer.wrap(extended)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(24, (short) 29_999)
        .putShort(27, (short) 29_999);
    assertTooLarge(extended);
  }

  /** To reduce so long a row takes gigabytes. */
  @ParameterizedTest
  @CsvSource({"1000001, 1", "1, 1000001"})
  void whatIsEndlesslyLongIsRefused(int width, int height) throws IOException {
    assertThatThrownBy(() -> PictureReader.read(pgm(width, height), ColourMode.OPENCV_GREY))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessage("has a side of 1000001 pixels, more than 1000000");
    byte[] longest = pgm(Math.max(1, width - 1), Math.max(1, height - 1));
    PictureReader.read(longest, ColourMode.OPENCV_GREY).close();
  }

  private static byte[] pgm(int width, int height) {
    byte[] header = "P5 %d %d 255\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(header, header.length + width * height);
  }

  private static int indexOfFrameHeader(byte[] jpeg) {
    for (int i = 0; ; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        return i;
      }
    }
  }

  private static void assertTooLarge(byte[] bytes) {
    assertThatThrownBy(() -> PictureReader.read(bytes, ColourMode.OPENCV_GREY))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessage("has 30000×30000 pixels, more than the limit of 100 megapixels");
  }

  /** Noise, so that no half of the file is superfluous. */
  private static byte[] noise(String extension) {
    OpenCv.load();
    Core.setRNGSeed(1);
    var mat = new Mat(32, 48, CvType.CV_8UC3);
    Core.randu(mat, 0, 256);
    if (!extension.equals(".gif")) {
      return encoded(extension, mat);
    }
    var image = new BufferedImage(48, 32, BufferedImage.TYPE_BYTE_INDEXED);
    for (int i = 0; i < 48 * 32; i++) {
      int level = (int) mat.get(i / 48, i % 48)[0];
      image.setRGB(i % 48, i / 48, level * 0x10101);
    }
    var gif = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "gif", gif);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return gif.toByteArray();
  }
}
