package io.github.mnistfit.image;

import static io.github.mnistfit.image.PictureFiles.encoded;
import static io.github.mnistfit.image.PictureFiles.pngChunk;

import io.github.mnistfit.image.format.PictureFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Makes picture files whose headers lie: a grammar for each format, of what stands in one. */
public final class HeaderLies {
  /** Values that are of interest where a size, a count or a type is expected. */
  private static final int[] VALUES = {
    0, 1, 2, 3, 4, 6, 7, 8, 9, 13, 14, 16, 17, 255, 256, 257, 5000, 32767, 32768, 65535
  };

  private HeaderLies() {}

  /** So many lies in a format, the same ones each time. */
  public static List<byte[]> of(PictureFormat format, int number) {
    OpenCv.load();
    byte[] honest = honest(format);
    var random = new Random(format.name().hashCode());
    List<byte[]> lies = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      lies.add(lie(format, honest, random));
    }
    return lies;
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

  private static byte[] honest(PictureFormat format) {
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

  /** One white pixel, behind a graphic control extension that may lie about its length. */
  static byte[] gif(int extensionLength) {
    byte[] gif = new byte[43];
    byte[] start = latin1("GIF89a\1\0\1\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff");
    System.arraycopy(start, 0, gif, 0, start.length);
    byte[] rest = latin1("!\u00f9\4\0\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2L\1\0;");
    rest[2] = (byte) extensionLength;
    System.arraycopy(rest, 0, gif, start.length, rest.length);
    return Arrays.copyOf(gif, start.length + rest.length);
  }

  static byte[] concat(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
