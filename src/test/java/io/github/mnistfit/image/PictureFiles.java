package io.github.mnistfit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Picture files made on the spot, whole ones and odd ones. */
public final class PictureFiles {
  static final int PNG_HEADER_END = 33;

  private PictureFiles() {}

  /** A picture of three columns and two rows whose six levels differ: 0, 40, … 200. */
  static Mat sixLevels(int type) {
    OpenCv.load();
    var mat = new Mat(2, 3, type);
    double scale = mat.depth() == CvType.CV_16U ? 257 : 1;
    for (int i = 0; i < 6; i++) {
      double[] pixel = new double[mat.channels()];
      Arrays.fill(pixel, 40 * i * scale);
      if (pixel.length == 4) {
        pixel[3] = 255 * scale;
      }
      mat.put(i / 3, i % 3, pixel);
    }
    return mat;
  }

  static byte[] encoded(String extension, Mat mat, int... options) {
    var bytes = new MatOfByte();
    Imgcodecs.imencode(extension, mat, bytes, new MatOfInt(options));
    return bytes.toArray();
  }

  /** A big-endian Exif block with nothing but an orientation. */
  public static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .array();
  }

  /** A JPEG with an Exif segment right behind its first marker. */
  public static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
    byte[] name = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(jpeg.length + 4 + name.length + exif.length)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (2 + name.length + exif.length))
        .put(name)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A PNG with further chunks right behind its header. */
  static byte[] pngWith(byte[] png, byte[]... chunks) {
    var out = new ByteArrayOutputStream();
    out.write(png, 0, PNG_HEADER_END);
    for (byte[] chunk : chunks) {
      out.writeBytes(chunk);
    }
    out.write(png, PNG_HEADER_END, png.length - PNG_HEADER_END);
    return out.toByteArray();
  }

  static byte[] pngChunk(String type, byte[] data) {
    byte[] typed =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.ISO_8859_1))
            .put(data)
            .array();
    var crc = new CRC32();
    crc.update(typed);
    return ByteBuffer.allocate(8 + typed.length)
        .putInt(data.length)
        .put(typed)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A lossless WebP in its extended form, which may say that there are Exif data and have them. */
  static byte[] webpWithExif(byte[] webp, int width, int height, boolean alpha, byte[] exif) {
    int body = webp.length - 12;
    ByteBuffer extended =
        ByteBuffer.allocate(12 + 18 + body + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
    extended.put(latin1("RIFF")).putInt(extended.capacity() - 8).put(latin1("WEBP"));
    extended.put(latin1("VP8X")).putInt(10).putInt((alpha ? 0x10 : 0) | 0x08);
    extended.put((byte) (width - 1)).putShort((short) 0);
    extended.put((byte) (height - 1)).putShort((short) 0);
    extended.put(webp, 12, body);
    return extended.put(latin1("EXIF")).putInt(exif.length).put(exif).array();
  }

  /** An uncompressed little-endian grey TIFF of 3×2 pixels with the six levels. */
  static byte[] tiff(int orientation) {
    int[][] shorts = {
      {256, 3},
      {257, 2},
      {258, 8},
      {259, 1},
      {262, 1},
      {273, 122},
      {274, orientation},
      {277, 1},
      {278, 2},
    };
    ByteBuffer tiff = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(latin1("II*\0")).putInt(8).putShort((short) shorts.length);
    for (int[] entry : shorts) {
      tiff.putShort((short) entry[0]).putShort((short) 3).putInt(1).putInt(entry[1]);
    }
    tiff.putInt(0);
    return tiff.put(122, new byte[] {0, 40, 80, 120, (byte) 160, (byte) 200}).array();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * ConvertToGrey levels, row by row, of a grey picture or of the first channel of a coloured one.
   */
  static int[] levels(Picture picture) {
    Mat mat = picture.mat();
    int[] levels = new int[(int) mat.total()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (int) mat.get(i / mat.cols(), i % mat.cols())[0];
    }
    return levels;
  }
}
