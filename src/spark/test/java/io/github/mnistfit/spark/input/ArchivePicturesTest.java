package io.github.mnistfit.spark.input;

import static io.github.mnistfit.spark.input.ArchiveFiles.gzip;
import static io.github.mnistfit.spark.input.ArchiveFiles.tar;
import static io.github.mnistfit.spark.input.ArchiveFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives with more in them than is read, and what is left open of those that are none. */
final class ArchivePicturesTest {
  private static final SizeLimit LIMIT = SizeLimit.of(80_000, 1);
  private static final Configuration HADOOP = new Configuration();

  static {
    HADOOP.setClass("fs.file.impl", CountedFiles.class, org.apache.hadoop.fs.FileSystem.class);
    HADOOP.setBoolean("fs.file.impl.disable.cache", true);
  }

  @TempDir private Path folder;

  /** Local files, counted while they are open. */
  static final class CountedFiles extends RawLocalFileSystem {
    private static final AtomicInteger OPEN = new AtomicInteger();

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
      OPEN.incrementAndGet();
      return new FSDataInputStream(super.open(file, buffer)) {
        private boolean isClosed;

        @Override
        public void close() throws IOException {
          if (!isClosed) {
            isClosed = true;
            OPEN.decrementAndGet();
          }
          super.close();
        }
      };
    }
  }

  @Test
  void pictureThatIsTooLargeIsToldAndTheNextIsRead() throws IOException {
    byte[] large = new byte[LIMIT.bytes() + 1];
    byte[] largest = new byte[LIMIT.bytes()];
    for (byte[] archive : List.of(zip(large, largest), tar(large, largest))) {
      List<Picture> pictures = read(archive, archive[0] == 'P' ? InputKind.ZIP : InputKind.TAR);

      assertThat(pictures)
          .extracting(picture -> picture.path().replaceAll(".*!/", ""))
          .containsExactly("0.png", "1.png");
      assertThat(pictures.get(0).error()).isEqualTo(LIMIT.reason());
      assertThat(pictures.get(1).error()).isNull();
      assertThat(pictures.get(1).content()).isEqualTo(largest);
    }
  }

  /**
   * A larger one can't be skipped, either: where it ends is only known when it has been buffered.
   */
  @Test
  void zipsFileWithItsLengthBehindItIsBufferedWithinTheLimit() throws IOException {
    byte[] small = new byte[LIMIT.bytes() / 4];
    byte[] large = new byte[LIMIT.bytes()];

    assertThat(read(storedZip("a.png", small, "b.png", small), InputKind.ZIP))
        .extracting(Picture::error)
        .containsExactly(null, null);
    for (String name : List.of("b.png", ".hidden", "folder/")) {
      List<Picture> pictures =
          read(storedZip("a.png", small, name, large, "c.png", small), InputKind.ZIP);

      assertThat(pictures).hasSize(2);
      assertThat(pictures.get(0).content()).isEqualTo(small);
      assertThat(pictures.get(1).path()).endsWith("archive");
      assertThat(pictures.get(1).error())
          .isEqualTo(
              "can't be read as an archive: "
                  + name
                  + " is stored without its length before it, and is larger than 0 MiB");
    }
    assertThat(CountedFiles.OPEN).hasValue(0);
  }

  @Test
  void nothingStaysOpenHoweverItEnds() throws IOException {
    byte[] zip = zip(new byte[100]);
    byte[] tar = tar(new byte[100]);
    assertThat(read(zip, InputKind.ZIP)).hasSize(1);
    assertThat(read(tar, InputKind.TAR)).hasSize(1);
    assertThat(read(gzip(tar), InputKind.TAR)).hasSize(1);
    assertThat(read(Arrays.copyOf(zip, 60), InputKind.ZIP)).isNotEmpty();
    assertThat(read(Arrays.copyOf(tar, 600), InputKind.TAR)).isNotEmpty();
    assertThat(CountedFiles.OPEN).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no archive", "\u001f\u008bno gzip", "SEQ\u0006 and no more"})
  void nothingStaysOpenOfWhatIsNoArchive(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (InputKind kind : List.of(InputKind.TAR, InputKind.ZIP)) {
      assertThat(read(bytes, kind)).singleElement().extracting(Picture::error).isNotNull();
    }
    Path file = Files.write(folder.resolve("a.seq"), bytes);
    var pictures = new SequencePictures(file.toUri().toString(), HADOOP, LIMIT);
    assertThat(pictures.hasNext()).isTrue();
    assertThat(CountedFiles.OPEN).hasValue(0);
  }

  private List<Picture> read(byte[] archive, InputKind kind) throws IOException {
    Path file = Files.write(folder.resolve("archive"), archive);
    List<Picture> pictures = new ArrayList<>();
    new ArchivePictures(file.toUri().toString(), kind, HADOOP, LIMIT)
        .forEachRemaining(pictures::add);
    return pictures;
  }

  /** Not compressed, and each size behind its file; Java doesn't write that. Names and contents. */
  private static byte[] storedZip(Object... files) {
    ByteBuffer zip = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < files.length; i += 2) {
      byte[] name = ((String) files[i]).getBytes(StandardCharsets.UTF_8);
      byte[] content = (byte[]) files[i + 1];
      var checksum = new CRC32();
      checksum.update(content);
      zip.putInt(0x04034b50).putShort((short) 20).putShort((short) 8).put(new byte[18]);
      zip.putShort((short) name.length).putShort((short) 0).put(name).put(content);
      zip.putInt(0x08074b50).putInt((int) checksum.getValue());
      zip.putInt(content.length).putInt(content.length);
    }
    for (int i = 0; i < files.length; i += 2) {
      zip.putInt(0x02014b50).put(new byte[42]); // nobody reads what is in the directory
    }
    zip.putInt(0x06054b50).put(new byte[18]);
    return Arrays.copyOf(zip.array(), zip.position());
  }
}
