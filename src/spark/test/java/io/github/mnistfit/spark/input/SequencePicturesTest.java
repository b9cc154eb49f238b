package io.github.mnistfit.spark.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SequenceFiles as Hadoop writes them, cut off, and lying; the heap is smaller than the lies. */
final class SequencePicturesTest {
  private static final Configuration HADOOP = new Configuration();

  /** A number that no length can be here, and that Hadoop's own reader takes memory for. */
  private static final int LIE = 0x7fff_fff0;

  private static final SizeLimit LIMIT = SizeLimit.of(512 << 20, 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void readsWhatHadoopWrites(CompressionType compression) throws IOException {
    // Enough of them for several sync markers and blocks; some are empty, one is larger than a
    // block.
    var random = new Random(1);
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      byte[] content =
          new byte[i == 500 ? 3_000_000 : random.nextInt(5000) * (i % 10 == 0 ? 0 : 1)];
      random.nextBytes(content);
      pictures.add(Picture.of("zählung/" + i, content));
    }

    List<Picture> read = read(written(compression, pictures));

    assertThat(read).extracting(Picture::error).containsOnlyNulls();
    assertThat(read)
        .extracting(Picture::path)
        .isEqualTo(pictures.stream().map(Picture::path).toList());
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(read.get(i).content()).isEqualTo(pictures.get(i).content());
    }
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void fileThatIsCutOffSaysSoWhereverItIs(CompressionType compression) throws IOException {
    byte[] whole = Files.readAllBytes(one(compression));
    int silent = 0;
    for (int length = 0; length < whole.length; length++) {
      List<Picture> read = read(file(Arrays.copyOf(whole, length)));
      assertThat(read.size()).isLessThanOrEqualTo(2);
      if (read.isEmpty()) {
        silent++;
      } else {
        assertThat(read.get(read.size() - 1).error()).isNotNull();
      }
    }
    assertThat(silent).describedAs("cuts behind the header").isEqualTo(1);
  }

  @Test
  void noLengthIsBelievedThatNoPictureHas() throws IOException {
    byte[] whole = Files.readAllBytes(one(CompressionType.NONE));
    // From its end: 7 bytes of content, their number, the name, its length, the key's length, the
    // record's.
    int name = "a.png".length();
    int size = whole.length - 7 - 4;
    int keyLength = size - name - 1 - 4;

    assertThat(read(lying(whole, size))).extracting(Picture::error).containsExactly(LIMIT.reason());
    assertThat(read(lying(whole, keyLength)))
        .extracting(Picture::error)
        .containsExactly(
            "can't be read as a SequenceFile: it is damaged: something in it has "
                + LIE
                + " bytes");
    assertThat(read(lying(whole, keyLength - 4)))
        .extracting(Picture::error)
        .containsExactly("ends within a record: the file isn't whole");
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void whateverIsDamagedIsARow(CompressionType compression) throws IOException {
    byte[] whole = Files.readAllBytes(one(compression));
    for (int at = 0; at + 4 <= whole.length; at++) {
      assertThat(read(lying(whole, at)).size()).describedAs("at %d", at).isBetween(1, 3);
    }
  }

  @Test
  void saysWhatElseIsInIt() throws IOException {
    Path file = folder.resolve("numbers.seq");
    try (var writer =
        SequenceFile.createWriter(
            HADOOP,
            SequenceFile.Writer.file(hadoop(file)),
            SequenceFile.Writer.keyClass(Text.class),
            SequenceFile.Writer.valueClass(IntWritable.class))) {
      writer.append(new Text("a"), new IntWritable(1));
    }
    assertThat(read(file))
        .extracting(Picture::error)
        .containsExactly(
            "can't be read as a SequenceFile: it has org.apache.hadoop.io.Text and"
                + " org.apache.hadoop.io.IntWritable, not Text and BytesWritable");
  }

  private Path lying(byte[] whole, int at) throws IOException {
    return file(ByteBuffer.wrap(whole.clone()).putInt(at, LIE).array());
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("changed.seq"), bytes);
  }

  private Path one(CompressionType compression) throws IOException {
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    return written(compression, List.of(Picture.of("a.png", content)));
  }

  private Path written(CompressionType compression, List<Picture> pictures) throws IOException {
    Path file = folder.resolve(compression + ".seq");
    var metadata = new SequenceFile.Metadata();
    metadata.set(new Text("made"), new Text("by hand"));
    try (var writer =
        SequenceFile.createWriter(
            HADOOP,
            SequenceFile.Writer.file(hadoop(file)),
            SequenceFile.Writer.keyClass(Text.class),
            SequenceFile.Writer.valueClass(BytesWritable.class),
            SequenceFile.Writer.metadata(metadata),
            SequenceFile.Writer.compression(compression, new DefaultCodec()))) {
      for (Picture picture : pictures) {
        writer.append(new Text(picture.path()), new BytesWritable(picture.content()));
      }
    }
    return file;
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static List<Picture> read(Path file) {
    List<Picture> pictures = new ArrayList<>();
    new SequencePictures(file.toUri().toString(), HADOOP, LIMIT).forEachRemaining(pictures::add);
    return pictures;
  }
}
