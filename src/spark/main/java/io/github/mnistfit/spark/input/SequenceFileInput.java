package io.github.mnistfit.spark.input;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Reads a SequenceFile of Text and BytesWritable as a stream, in the format that {@link
 * SequenceFile} documents: version 6, without compression, or with compressed records or blocks.
 * Hadoop's own reader allocates whatever length a file claims, up to 2 GB; this one believes none
 * that is larger than a picture may be.
 */
final class SequenceFileInput implements Closeable {
  private static final byte[] MAGIC = {'S', 'E', 'Q', 6};

  /** Stands for a record's length where a sync marker follows. */
  private static final int ESCAPE = -1;

  /** Bytes of a sync marker. */
  private static final int MARKER = 16;

  /** The most bytes of a path, and of a text in the header. */
  private static final int MOST_TEXT = 1 << 16;

  /** The most pairs of metadata; Hadoop itself writes few. */
  private static final int MOST_METADATA = 1 << 10;

  /** The most compressed bytes of a block's names, or of their lengths: a block has about 1 MB. */
  private static final int MOST_NAMES = 32 << 20;

  private final DataInputStream in;
  private final SizeLimit limit;
  private final boolean hasBlocks;
  private final Optional<CompressionCodec> codec;
  private final byte[] marker;

  /** Null before the first one. */
  private Block block;

  /**
   * Reads the header.
   *
   * @param in closed by {@link #close}
   * @param conf knows the codecs
   * @param limit larger pictures are told, and not read
   * @throws IOException if it isn't a SequenceFile of Text and BytesWritable
   */
  SequenceFileInput(InputStream in, Configuration conf, SizeLimit limit) throws IOException {
    this.in = new DataInputStream(in);
    this.limit = limit;
    if (!Arrays.equals(this.in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("it doesn't begin like one of version 6");
    }
    List<String> classes = List.of(text(this.in), text(this.in));
    if (!classes.equals(List.of(Text.class.getName(), BytesWritable.class.getName()))) {
      throw new IOException(
          "it has %s and %s, not Text and BytesWritable".formatted(classes.get(0), classes.get(1)));
    }
    boolean isCompressed = this.in.readBoolean();
    hasBlocks = this.in.readBoolean();
    codec = isCompressed ? Optional.of(codec(text(this.in), conf)) : Optional.empty();
    if (hasBlocks && !isCompressed) {
      throw new IOException("it has blocks, and no codec");
    }
    for (int left = length(this.in.readInt(), MOST_METADATA); left > 0; left--) {
      text(this.in);
      text(this.in);
    }
    marker = bytes(this.in, MARKER);
  }

  private static CompressionCodec codec(String name, Configuration conf) throws IOException {
    try {
      return ReflectionUtils.newInstance(
          conf.getClassByName(name).asSubclass(CompressionCodec.class), conf);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException("there is no codec " + name + " on this machine", e);
    }
  }

  /**
   * The next picture.
   *
   * @return empty at the end of the file
   * @throws EOFException if the file ends within a record
   * @throws IOException if it is damaged, or can't be read
   */
  Optional<Picture> next() throws IOException {
    if (!hasBlocks) {
      Optional<Integer> length = recordLength();
      return length.isPresent() ? Optional.of(record(length.get())) : Optional.empty();
    }
    while (block == null || block.left == 0) {
      if (block != null) {
        block.close();
      }
      Optional<Integer> escape = intUnlessAtEnd();
      if (escape.isEmpty()) {
        return Optional.empty();
      }
      if (escape.get() != ESCAPE) {
        throw new IOException("a block doesn't begin with a sync marker");
      }
      readMarker();
      block = new Block();
    }
    return Optional.of(block.next());
  }

  /** A record's length, behind a sync marker if there is one; empty at the end of the file. */
  private Optional<Integer> recordLength() throws IOException {
    Optional<Integer> first = intUnlessAtEnd();
    if (!first.equals(Optional.of(ESCAPE))) {
      return first;
    }
    readMarker();
    return intUnlessAtEnd();
  }

  private Picture record(int claimed) throws IOException {
    int length = length(claimed, Integer.MAX_VALUE);
    int nameLength = length(in.readInt(), length);
    String name = name(in, nameLength);
    var value = new StreamPart(in, length - nameLength);
    Picture picture;
    if (codec.isPresent()) {
      try (DataInputStream plain = decompressed(value)) {
        picture = picture(name, plain);
      }
    } else {
      picture = picture(name, value);
    }
    value.skipRest();
    return picture;
  }

  /** Many records, whose names lie together, and their values. */
  private final class Block implements Closeable {
    private int left = length(WritableUtils.readVInt(in), Integer.MAX_VALUE);
    private final DataInputStream nameLengths = wholePart();
    private final DataInputStream names = wholePart();
    private final DataInputStream valueLengths = wholePart();
    private final StreamPart compressed =
        new StreamPart(in, length(WritableUtils.readVInt(in), Integer.MAX_VALUE));
    private final DataInputStream values = decompressed(compressed);

    Block() throws IOException {}

    private DataInputStream wholePart() throws IOException {
      byte[] bytes = bytes(in, length(WritableUtils.readVInt(in), MOST_NAMES));
      return decompressed(new ByteArrayInputStream(bytes));
    }

    Picture next() throws IOException {
      left--;
      String name = name(names, length(WritableUtils.readVInt(nameLengths), Integer.MAX_VALUE));
      var value =
          new StreamPart(values, length(WritableUtils.readVInt(valueLengths), Integer.MAX_VALUE));
      Picture picture = picture(name, value);
      value.skipRest();
      return picture;
    }

    /** Ends with the file behind it. */
    @Override
    public void close() throws IOException {
      compressed.skipRest();
      for (DataInputStream part : List.of(nameLengths, names, valueLengths, values)) {
        part.close(); // gives the decompressor back
      }
    }
  }

  /** A key: a path. */
  private static String name(InputStream in, int length) throws IOException {
    var key = new StreamPart(in, length);
    String name = text(new DataInputStream(key));
    key.skipRest();
    return name;
  }

  /** A value: a file's bytes, behind their number. */
  private Picture picture(String name, InputStream value) throws IOException {
    int size = length(new DataInputStream(value).readInt(), Integer.MAX_VALUE);
    if (limit.excludes(size)) {
      return Picture.unreadable(name, limit.reason());
    }
    // Not in parts: a second copy of a large one may be too much for the heap.
    byte[] content = new byte[size];
    if (value.readNBytes(content, 0, size) < size) {
      throw new EOFException();
    }
    return Picture.of(name, content);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(
        bytes(in, length(WritableUtils.readVInt(in), MOST_TEXT)), StandardCharsets.UTF_8);
  }

  /** A length that can be. */
  private static int length(int claimed, int most) throws IOException {
    if (claimed < 0 || claimed > most) {
      throw new IOException("it is damaged: something in it has " + claimed + " bytes");
    }
    return claimed;
  }

  /** So many bytes, for which memory is taken as they come. */
  private static byte[] bytes(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private DataInputStream decompressed(InputStream in) throws IOException {
    return new DataInputStream(codec.orElseThrow().createInputStream(in));
  }

  private void readMarker() throws IOException {
    if (!Arrays.equals(bytes(in, MARKER), marker)) {
      throw new IOException("it is damaged: a sync marker isn't that of its header");
    }
  }

  /** An int; empty if nothing is left. */
  private Optional<Integer> intUnlessAtEnd() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    ByteBuffer all = ByteBuffer.allocate(Integer.BYTES).put((byte) first);
    return Optional.of(all.put(bytes(in, Integer.BYTES - 1)).getInt(0));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
