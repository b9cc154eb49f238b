package io.github.mnistfit.samples;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The committed samples are what the generator draws. {@code -Dsamples.write=true} writes them
 * again.
 */
class SamplesTest {
  private static final Path FOLDER = Path.of("samples");
  private static final Path NUMBERS = Path.of("samples-of-numbers");
  private static final int BLOCK = 8;

  /** In grey levels. JPEG itself gives up to 0.92 here; the thinnest digit, moved a little, 35. */
  private static final double JPEG_TOLERANCE = 2;

  /** In grey levels: other processors may round otherwise. */
  private static final double PNG_TOLERANCE = 0.5;

  private static final List<Sample> SAMPLES = Samples.all();
  private static final List<Sample> OF_NUMBERS = Samples.ofNumbers();

  @BeforeAll
  static void write() throws IOException {
    if (Boolean.getBoolean("samples.write")) {
      write(FOLDER, SAMPLES, "label");
      write(NUMBERS, OF_NUMBERS, "rows");
    }
  }

  private static void write(Path folder, List<Sample> samples, String label) throws IOException {
    Files.createDirectories(folder);
    for (Sample sample : samples) {
      Files.write(folder.resolve(sample.path()), sample.encoded());
    }
    Files.writeString(folder.resolve("labels.csv"), labels(samples, label));
  }

  @Test
  void filesHoldWhatTheGeneratorDraws() throws IOException {
    assertHold(FOLDER, SAMPLES);
    assertHold(NUMBERS, OF_NUMBERS);
  }

  private static void assertHold(Path folder, List<Sample> samples) throws IOException {
    for (Sample sample : samples) {
      BufferedImage image = ImageIO.read(folder.resolve(sample.path()).toFile());
      assertThat(largestBlockDifference(image, sample.image()))
          .as(sample.path())
          .isLessThan(sample.isJpeg() ? JPEG_TOLERANCE : PNG_TOLERANCE);
    }
  }

  @Test
  void labelsAreThoseOfTheGenerator() throws IOException {
    assertThat(FOLDER.resolve("labels.csv")).hasContent(labels(SAMPLES, "label"));
    assertThat(NUMBERS.resolve("labels.csv")).hasContent(labels(OF_NUMBERS, "rows"));
  }

  @Test
  void everyPictureHasALabelAndEveryDigitAPicture() throws IOException {
    assertThat(pictures(FOLDER))
        .containsExactlyInAnyOrderElementsOf(SAMPLES.stream().map(Sample::path).toList());
    assertThat(pictures(NUMBERS))
        .containsExactlyInAnyOrderElementsOf(OF_NUMBERS.stream().map(Sample::path).toList());
    assertThat(SAMPLES)
        .extracting(Sample::label)
        .contains("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  private static List<String> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".png") || name.endsWith(".jpg"))
          .toList();
    }
  }

  private static String labels(List<Sample> samples, String label) throws IOException {
    var text = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord("path", label, "group", "notes");
      for (Sample sample : samples) {
        csv.writeRecord(sample.path(), sample.label(), sample.group(), sample.notes());
      }
    }
    return text.toString();
  }

  /**
   * The largest difference between the mean grey levels of two blocks at the same place. JPEG keeps
   * those means; another stroke changes them.
   */
  private static double largestBlockDifference(BufferedImage a, BufferedImage b) {
    assertThat(a.getWidth()).isEqualTo(b.getWidth());
    assertThat(a.getHeight()).isEqualTo(b.getHeight());
    double largest = 0;
    for (int y = 0; y + BLOCK <= a.getHeight(); y += BLOCK) {
      for (int x = 0; x + BLOCK <= a.getWidth(); x += BLOCK) {
        largest = Math.max(largest, Math.abs(mean(a, x, y) - mean(b, x, y)));
      }
    }
    return largest;
  }

  /** Over a block's pixels and channels, alpha among them. */
  private static double mean(BufferedImage image, int left, int top) {
    int sum = 0;
    for (int pixel : image.getRGB(left, top, BLOCK, BLOCK, null, 0, BLOCK)) {
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        sum += pixel >> shift & 0xff;
      }
    }
    return sum / (4.0 * BLOCK * BLOCK);
  }
}
