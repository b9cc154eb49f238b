package io.github.mnistfit.io;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names of files as text and back, also those that aren't UTF-8. On Unix a name is bytes, of which
 * Java's own text keeps only what its encoding knows. Here, as in Python (PEP 383), each byte that
 * isn't UTF-8 becomes a lone low surrogate, U+DC80 to U+DCFF, which no text has otherwise.
 */
public final class FileNames {
  private static final int SURROGATES = 0xdc00;
  private static final int FIRST = 0xdc80;
  private static final int LAST = 0xdcff;

  /** What Java puts in the place of bytes that it can't decode. */
  private static final char REPLACEMENT = '\ufffd';

  private FileNames() {}

  /** Whether a code point stands for a byte that isn't UTF-8. */
  public static boolean isByte(int codePoint) {
    return codePoint >= FIRST && codePoint <= LAST;
  }

  /** Whether some of it stands for bytes that aren't UTF-8. */
  public static boolean hasBytes(String text) {
    // A surrogate that has its other half is no code point of its own.
    return text.codePoints().anyMatch(FileNames::isByte);
  }

  /** Whether Java may have lost bytes of a text on its way here. */
  public static boolean isLossy(String text) {
    return text.indexOf(REPLACEMENT) >= 0;
  }

  /** Bytes as text. */
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length); // a byte gives at most one
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (SURROGATES + Byte.toUnsignedInt(in.get())));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** Text as bytes, those that it was decoded from. */
  public static byte[] encode(String text) {
    if (!hasBytes(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isByte(c)) {
                bytes.write(c - SURROGATES);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** A path as text. */
  public static String of(Path path) {
    String text = path.toString();
    if (!isLossy(text) || !isUnix()) {
      return text;
    }
    // A file's URI has each byte of its path.
    String absolute = decode(unescaped(path.toUri().getRawPath()));
    if (absolute.endsWith("/") && path.getNameCount() > 0) {
      absolute = absolute.substring(0, absolute.length() - 1); // it is a folder
    }
    return path.isAbsolute() ? absolute : absolute.substring(prefix().length());
  }

  /**
   * The path of a text.
   *
   * @throws InvalidPathException if it is none
   */
  public static Path path(String text) {
    if (text.indexOf('\0') >= 0) { // Java's own words for it tell nobody anything
      throw new InvalidPathException(text, "it has a NUL in it");
    }
    if (!hasBytes(text) || !isUnix()) {
      return Path.of(text);
    }
    boolean isAbsolute = text.startsWith("/");
    try {
      Path path =
          Path.of(URI.create("file://" + escaped(encode(isAbsolute ? text : prefix() + text))));
      Path here = Path.of("").toAbsolutePath();
      return isAbsolute ? path : path.subpath(here.getNameCount(), path.getNameCount());
    } catch (IllegalArgumentException e) {
      throw new InvalidPathException(text, e.getMessage());
    }
  }

  private static boolean isUnix() {
    return File.separatorChar == '/';
  }

  /** What makes a relative path absolute. */
  private static String prefix() {
    String here = of(Path.of("").toAbsolutePath());
    return here.endsWith("/") ? here : here + "/";
  }

  private static String escaped(byte[] path) {
    var escaped = new StringBuilder(path.length);
    for (byte b : path) {
      if (b == '/') {
        escaped.append('/');
      } else {
        escaped.append('%').append(String.format("%02x", Byte.toUnsignedInt(b)));
      }
    }
    return escaped.toString();
  }

  private static byte[] unescaped(String path) {
    var bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(path.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
