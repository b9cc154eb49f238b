package io.github.mnistfit.image.format;

import io.github.mnistfit.image.format.PngChunks.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The frames of an animated PNG (PNG specification, third edition, section 11.3.6). The first is
 * the picture that every decoder shows; a later one stands for itself: what an animation leaves of
 * the frames before it isn't there.
 */
final class PngFrames {
  /** A chunk's length and type, before its data. */
  private static final int CHUNK_HEADER = 8;

  private static final int CHECKSUM = 4;

  /** The number in a sequence, before a frame's sizes or its data. */
  private static final int NUMBER = 4;

  /** What a frame's pixels depend on, and has from the file. */
  private static final Set<String> SHARED = Set.of("PLTE", "tRNS", "gAMA", "sRGB", "iCCP", "eXIf");

  private final byte[] bytes;
  private final ByteBuffer png;
  private final List<Frames.Frame> frames = new ArrayList<>();
  private final List<Part> shared = new ArrayList<>();
  private final List<Part> data = new ArrayList<>();

  /** The header's data. */
  private Part header;

  /** The data that tell of the frame whose pixels come next. */
  private Part control;

  private boolean isAnimated;

  private PngFrames(byte[] bytes) {
    this.bytes = bytes;
    this.png = ByteBuffer.wrap(bytes);
  }

  /** A chunk's data, without the number that they may begin with. */
  private record Part(String type, int from, int length) {}

  /** The frames; none of a still picture. */
  static List<Frames.Frame> of(byte[] bytes) {
    return new PngFrames(bytes).read();
  }

  private List<Frames.Frame> read() {
    int start = PngChunks.SIGNATURE.length();
    String type = "";
    boolean isWhole = false;
    int chunks = 0;
    while (!isWhole && start + CHUNK_HEADER <= bytes.length && chunks++ < PngChunks.MOST) {
      type = new String(bytes, start + 4, 4, StandardCharsets.ISO_8859_1);
      long length = Integer.toUnsignedLong(png.getInt(start));
      int from = start + CHUNK_HEADER;
      if (from + length + CHECKSUM > bytes.length) {
        break;
      }
      take(new Part(type, from, (int) length));
      isWhole = type.equals("IEND") || (type.equals("IDAT") && !isAnimated);
      start = from + (int) length + CHECKSUM;
    }
    if (!isAnimated || frames.isEmpty()) {
      return List.of();
    }
    finish(isWhole);
    return frames;
  }

  private void take(Part part) {
    switch (part.type()) {
      case "IHDR" -> header = part;
      case "acTL" -> isAnimated = true;
      case "IDAT" -> {
        if (frames.isEmpty()) {
          frames.add(() -> bytes); // decoders leave out what isn't the first picture
        }
      }
      case "fcTL" -> {
        if (!frames.isEmpty() && part.length() >= NUMBER + 8 && frames.size() < Frames.MOST) {
          finish(/* isWhole= */ true);
          control = new Part(part.type(), part.from() + NUMBER, 8);
        }
      }
      case "fdAT" -> {
        if (part.length() >= NUMBER) {
          data.add(new Part(part.type(), part.from() + NUMBER, part.length() - NUMBER));
        }
      }
      default -> {
        if (frames.isEmpty() && SHARED.contains(part.type())) {
          shared.add(part);
        }
      }
    }
  }

  /** Ends the frame whose pixels have come. */
  private void finish(boolean isWhole) {
    if (control != null && header != null) {
      Part size = control;
      List<Part> pixels = List.copyOf(data);
      frames.add(() -> alone(size, pixels, isWhole));
    }
    control = null;
    data.clear();
  }

  /** The frame as a still picture; without an end, where the file ends within the frame. */
  private byte[] alone(Part size, List<Part> pixels, boolean isWhole) {
    var file = new ByteArrayOutputStream();
    file.writeBytes(PngChunks.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
    byte[] own = data(header);
    System.arraycopy(bytes, size.from(), own, 0, Math.min(own.length, size.length()));
    write(file, "IHDR", own);
    shared.forEach(part -> write(file, part.type(), data(part)));
    pixels.forEach(part -> write(file, "IDAT", data(part)));
    if (isWhole) {
      write(file, "IEND", new byte[0]);
    }
    return file.toByteArray();
  }

  private byte[] data(Part part) {
    return Arrays.copyOfRange(bytes, part.from(), part.from() + part.length());
  }

  private static void write(ByteArrayOutputStream file, String type, byte[] data) {
    file.writeBytes(Chunk.of(type, data).bytes().array());
  }
}
