package io.github.mnistfit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, up to its end (PNG specification, third edition, section 5.3).
 *
 * <p>libpng writes to the process's standard error about damaged files and about colour profiles
 * that it doesn't like, and can't be told not to. So a file is checked here first, and the decoder
 * is given only the chunks that pixels depend on.
 */
record PngChunks(List<Chunk> chunks) {
  private static final int SIGNATURE_BYTES = 8;

  /** A chunk's length, type and checksum. */
  private static final int FRAME_BYTES = 12;

  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "eXIf", "IDAT", "IEND");

  /**
   * A chunk.
   *
   * @param type four letters; a small first one means that decoders may ignore it
   * @param bytes the whole chunk: length, type, data, checksum
   */
  record Chunk(String type, byte[] bytes) {
    static Chunk of(String type, byte[] data) {
      ByteBuffer bytes = ByteBuffer.allocate(data.length + FRAME_BYTES);
      bytes.putInt(data.length).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
      bytes.putInt(checksum(bytes.array(), 0, data.length));
      return new Chunk(type, bytes.array());
    }

    /** The data, without the frame around them. */
    ByteBuffer data() {
      return ByteBuffer.wrap(bytes, 8, bytes.length - FRAME_BYTES).slice();
    }
  }

  /**
   * Cuts a PNG file into its chunks; damaged ones that decoders may ignore are left out.
   *
   * @throws UnreadablePictureException if it isn't whole, or a chunk that is needed is damaged
   */
  static PngChunks of(byte[] png) throws UnreadablePictureException {
    ByteBuffer buffer = ByteBuffer.wrap(png);
    List<Chunk> chunks = new ArrayList<>();
    int start = SIGNATURE_BYTES;
    String type = "";
    while (!type.equals("IEND")) {
      if (png.length - start < FRAME_BYTES) {
        throw new UnreadablePictureException("truncated PNG");
      }
      int length = buffer.getInt(start);
      if (length < 0 || length > png.length - start - FRAME_BYTES) {
        throw new UnreadablePictureException("truncated PNG");
      }
      type = new String(png, start + 4, 4, StandardCharsets.ISO_8859_1);
      byte[] bytes = new byte[length + FRAME_BYTES];
      buffer.get(start, bytes);
      if (buffer.getInt(start + 8 + length) == checksum(bytes, 0, length)) {
        chunks.add(new Chunk(type, bytes));
      } else if (!mayBeIgnored(type)) {
        throw new UnreadablePictureException("damaged PNG");
      }
      start += length + FRAME_BYTES;
    }
    return new PngChunks(chunks);
  }

  private static boolean mayBeIgnored(String type) {
    return Character.isLowerCase(type.charAt(0));
  }

  private static int checksum(byte[] chunk, int start, int length) {
    var crc = new CRC32();
    crc.update(chunk, start + 4, length + 4);
    return (int) crc.getValue();
  }

  /** The first chunk of a type. */
  Optional<Chunk> first(String type) {
    return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
  }

  /**
   * The file again, with nothing but what pixels depend on. Grey depends on the gamma, too: libpng
   * turns colours into grey in linear light where a file tells it.
   */
  byte[] forDecoding(ColourMode mode) {
    Optional<Chunk> gamma =
        mode == ColourMode.OPENCV_GREY ? PngGamma.chunk(this) : Optional.empty();
    var png = new ByteArrayOutputStream();
    png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    for (Chunk chunk : chunks) {
      if (PIXELS.contains(chunk.type())) {
        png.writeBytes(chunk.bytes());
      }
      if (chunk.type().equals("IHDR")) {
        gamma.ifPresent(g -> png.writeBytes(g.bytes()));
      }
    }
    return png.toByteArray();
  }
}
