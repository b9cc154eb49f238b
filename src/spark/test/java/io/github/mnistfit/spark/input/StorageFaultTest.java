package io.github.mnistfit.spark.input;

import static io.github.mnistfit.spark.input.ArchiveFiles.gzip;
import static io.github.mnistfit.spark.input.ArchiveFiles.tar;
import static io.github.mnistfit.spark.input.ArchiveFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Storage that fails once: no row may say so, and a second try reads everything. */
final class StorageFaultTest {
  private static final Configuration HADOOP = new Configuration();
  private static final SizeLimit LIMIT = new SizeLimit(1 << 20);

  /** Larger than any buffer, so that reading it takes several calls. */
  private static final int PICTURE = 300_000;

  static {
    HADOOP.setClass("fs.file.impl", FaultyFiles.class, FileSystem.class);
    HADOOP.setBoolean("fs.file.impl.disable.cache", true);
  }

  @TempDir private Path folder;

  /** Local files, one of which fails once when it is read from a position on. */
  static final class FaultyFiles extends RawLocalFileSystem {
    private static Supplier<IOException> fault;
    private static long position;

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
      if (position < 0) {
        failOnce(Long.MAX_VALUE);
      }
      FSDataInputStream in = super.open(file, buffer);
      return new FSDataInputStream(
          new FSInputStream() {
            @Override
            public int read() throws IOException {
              failOnce(in.getPos());
              return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              failOnce(in.getPos());
              return in.read(bytes, offset, Math.min(length, 10_000));
            }

            @Override
            public long getPos() throws IOException {
              return in.getPos();
            }

            @Override
            public void seek(long to) throws IOException {
              in.seek(to);
            }

            @Override
            public boolean seekToNewSource(long target) throws IOException {
              return in.seekToNewSource(target);
            }

            @Override
            public void close() throws IOException {
              in.close();
            }
          });
    }

    private static void failOnce(long at) throws IOException {
      if (at >= position) {
        IOException once = fault.get();
        fault = () -> null;
        if (once != null) {
          throw once;
        }
      }
    }
  }

  /** How a kind of input is written and read. */
  private record Input(String name, InputKind kind, Writer writer) {
    Iterator<Picture> open(Path file) {
      String path = file.toUri().toString();
      return switch (kind) {
        case FILES -> new FilePictures(List.of(path).iterator(), HADOOP, LIMIT);
        case SEQUENCEFILE -> new SequencePictures(path, HADOOP, LIMIT);
        default -> new ArchivePictures(path, kind, HADOOP, LIMIT);
      };
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Writes a picture into a file. */
  private interface Writer {
    void write(byte[] picture, Path file) throws IOException;
  }

  static Stream<Input> inputs() {
    return Stream.of(
        new Input("a.png", InputKind.FILES, (picture, file) -> Files.write(file, picture)),
        new Input("a.tar", InputKind.TAR, (picture, file) -> Files.write(file, tar(picture))),
        new Input("a.tgz", InputKind.TAR, (picture, file) -> Files.write(file, gzip(tar(picture)))),
        new Input("a.zip", InputKind.ZIP, (picture, file) -> Files.write(file, zip(picture))),
        new Input("a.seq", InputKind.SEQUENCEFILE, StorageFaultTest::sequence));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void faultThatPassesIsNoRow(Input input) throws IOException {
    byte[] picture = new byte[PICTURE];
    new Random(1).nextBytes(picture);
    Path file = folder.resolve(input.name());
    input.writer().write(picture, file);
    for (int position : List.of(-1, 0, PICTURE / 2)) {
      assertThatThrownBy(
              () -> read(input, file, position, () -> new IOException("Connection reset")))
          .describedAs("at %d", position)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(input.name() + " can't be read: Connection reset");

      List<Picture> again = read(input, file, 0, () -> null);

      assertThat(again).singleElement().extracting(Picture::error).isNull();
      assertThat(again.get(0).content()).isEqualTo(picture);
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void whatWouldFailAgainIsARow(Input input) throws IOException {
    Path file = folder.resolve(input.name());
    input.writer().write(new byte[PICTURE], file);
    assertThat(read(input, file, -1, () -> new AccessControlException("Permission denied: user=x")))
        .extracting(Picture::error)
        .containsExactly("permission denied");
    assertThat(read(input, file, -1, () -> new FileNotFoundException("it was deleted")))
        .extracting(Picture::error)
        .containsExactly("no such file");
    assertThat(read(input, folder.resolve("missing"), 0, () -> null))
        .extracting(Picture::error)
        .containsExactly("no such file");
    assertThat(read(input, file, 0, () -> new ChecksumException("Checksum error", 0)))
        .extracting(Picture::error)
        .containsExactly("is damaged: its checksum is wrong");
  }

  @Test
  void exceptionsOfTheSameKindThatPassAreNoRow() {
    for (String fault : List.of("Too many open files", "Input/output error", "Stale file handle")) {
      assertThat(
              StorageException.lastingReason(new FileNotFoundException("/a.png (" + fault + ")")))
          .isEmpty();
    }
    // So S3 says that a token has expired.
    assertThat(StorageException.lastingReason(new AccessDeniedException("s3a://b/a.png")))
        .isEmpty();
    assertThat(
            StorageException.lastingReason(
                new AccessControlException("Client cannot authenticate via:[TOKEN]")))
        .isEmpty();
  }

  private static List<Picture> read(
      Input input, Path file, long position, Supplier<IOException> fault) {
    FaultyFiles.position = position;
    FaultyFiles.fault = fault;
    List<Picture> pictures = new ArrayList<>();
    input.open(file).forEachRemaining(pictures::add);
    return pictures;
  }

  private static void sequence(byte[] picture, Path file) throws IOException {
    try (var writer =
        SequenceFile.createWriter(
            new Configuration(),
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(file.toUri())),
            SequenceFile.Writer.keyClass(Text.class),
            SequenceFile.Writer.valueClass(BytesWritable.class))) {
      writer.append(new Text("a.png"), new BytesWritable(picture));
    }
  }
}
