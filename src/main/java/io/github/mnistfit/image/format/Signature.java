package io.github.mnistfit.image.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes by which a file format is told, at a fixed place. */
final class Signature {
  private Signature() {}

  /** Whether a file has some bytes, written as Latin-1, at an offset. */
  static boolean has(byte[] bytes, int offset, String latin1) {
    byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + expected.length;
    return bytes.length >= end && Arrays.equals(bytes, offset, end, expected, 0, expected.length);
  }
}
