package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.opencv.core.MatOfByte;

/**
 * The chunks of a PNG file, up to its end (PNG specification, third edition, section 5.3).
 *
 * <p>libpng writes to the process's standard error about damaged files and about colour profiles
 * that it doesn't like, and can't be told not to. So a file is checked here first, and the decoder
 * is given only the chunks that pixels depend on.
 */
record PngChunks(List<Chunk> chunks) {
  /** In Latin-1. */
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  /** A chunk's length, type and checksum. */
  private static final int FRAME_BYTES = 12;

  /** The largest file in chunks of a kilobyte. Each takes 130 bytes here. */
  static final int MOST = 1 << 18;

  /** What grey depends on, see {@link PngGamma}. */
  private static final Set<String> GAMMA = Set.of("sRGB", "iCCP", "gAMA");

  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "eXIf", "IDAT", "IEND");

  /**
   * A chunk.
   *
   * @param type four letters; a small first one means that decoders may ignore it
   * @param bytes the whole chunk: length, type, data, checksum
   */
  record Chunk(String type, ByteBuffer bytes) {
    static Chunk of(String type, byte[] data) {
      ByteBuffer bytes = ByteBuffer.allocate(data.length + FRAME_BYTES);
      bytes.putInt(data.length).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
      bytes.putInt(checksum(bytes));
      return new Chunk(type, bytes.flip());
    }

    /** The data, without the frame around them. */
    ByteBuffer data() {
      return bytes.slice(8, bytes.limit() - FRAME_BYTES);
    }

    boolean isWhole() {
      return bytes.getInt(bytes.limit() - 4) == checksum(bytes);
    }

    boolean mayBeIgnored() {
      return Character.isLowerCase(type.charAt(0));
    }

    /** Of type and data. */
    private static int checksum(ByteBuffer bytes) {
      var crc = new CRC32();
      crc.update(bytes.slice(4, bytes.limit() - 8));
      return (int) crc.getValue();
    }
  }

  /**
   * Cuts a PNG file into its chunks. Those that neither pixels nor grey depend on are left out, and
   * damaged ones that decoders may ignore.
   *
   * @throws UnreadablePictureException if it isn't whole, or a chunk that is needed is damaged
   */
  static PngChunks of(byte[] png) throws UnreadablePictureException {
    ByteBuffer buffer = ByteBuffer.wrap(png);
    List<Chunk> chunks = new ArrayList<>();
    int start = SIGNATURE.length();
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
      boolean isFirst = start == SIGNATURE.length();
      if ((isFirst && !type.equals("IHDR")) || chunks.size() == MOST) {
        throw new UnreadablePictureException("damaged PNG");
      }
      var chunk = new Chunk(type, buffer.slice(start, length + FRAME_BYTES));
      if (chunk.isWhole()) {
        if (PIXELS.contains(type) || GAMMA.contains(type)) {
          chunks.add(chunk);
        }
      } else if (!chunk.mayBeIgnored()) {
        throw new UnreadablePictureException("damaged PNG");
      }
      start += length + FRAME_BYTES;
    }
    return new PngChunks(chunks);
  }

  /** The first chunk of a type. */
  Optional<Chunk> first(String type) {
    return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
  }

  /** Whether there is a chunk that makes colours transparent, in time for the pixels. */
  boolean hasTransparency() {
    return chunks.stream()
        .map(Chunk::type)
        .takeWhile(type -> !type.equals("IDAT"))
        .anyMatch("tRNS"::equals);
  }

  /**
   * The file again, for OpenCV, with nothing but what pixels depend on. Grey depends on the gamma,
   * too: libpng turns colours into grey in linear light where a file tells it.
   */
  MatOfByte forDecoding(ColourMode mode) {
    Optional<Chunk> gamma =
        mode == ColourMode.OPENCV_GREY ? PngGamma.chunk(this) : Optional.empty();
    List<ByteBuffer> kept = new ArrayList<>();
    kept.add(ByteBuffer.wrap(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1)));
    for (Chunk chunk : chunks) {
      if (PIXELS.contains(chunk.type())) {
        kept.add(chunk.bytes());
      }
      if (chunk.type().equals("IHDR")) {
        gamma.ifPresent(g -> kept.add(g.bytes()));
      }
    }
    return OpenCvDecoder.buffer(kept);
  }
}
