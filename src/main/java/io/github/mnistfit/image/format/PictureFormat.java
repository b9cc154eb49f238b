package io.github.mnistfit.image.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The picture formats that are read, told apart by their first bytes and never by a file's name.
 */
public enum PictureFormat {
  /** Portable Network Graphics. */
  PNG {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "\u0089PNG\r\n\u001a\n");
    }
  },
  /** JPEG, as JFIF, Exif or bare. */
  JPEG {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "\u00ff\u00d8\u00ff");
    }
  },
  /** Windows bitmap. */
  BMP {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "BM");
    }
  },
  /** PBM, PGM and PPM, plain or raw. */
  PNM {
    @Override
    boolean begins(byte[] bytes) {
      return bytes.length > 2
          && bytes[0] == 'P'
          && bytes[1] >= '1'
          && bytes[1] <= '6'
          && (Character.isWhitespace(bytes[2]) || bytes[2] == '#');
    }
  },
  /** WebP, lossy or lossless. */
  WEBP {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP");
    }
  },
  /** TIFF of either byte order. */
  TIFF {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "II*\0") || has(bytes, 0, "MM\0*");
    }
  },
  /** GIF; of an animation, the first frame. */
  GIF {
    @Override
    boolean begins(byte[] bytes) {
      return has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a");
    }
  };

  abstract boolean begins(byte[] bytes);

  /** The format of a file's bytes; empty if it is none of these. */
  public static Optional<PictureFormat> of(byte[] bytes) {
    return Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
  }

  private static boolean has(byte[] bytes, int offset, String latin1) {
    byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + expected.length;
    return bytes.length >= end && Arrays.equals(bytes, offset, end, expected, 0, expected.length);
  }
}
