package io.github.mnistfit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.Provenance.Score;
import io.github.mnistfit.training.HardExamples;
import io.github.mnistfit.training.Teachers;
import io.github.mnistfit.training.TrainingData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of training when its last epoch is over. */
class TrainingProgressTest {
  private static final int IMAGES = 1500;

  /** What a run that was cut off has done isn't this one's speed. */
  @Test
  void aResumedEpochBeginsWhereItIs() throws InterruptedException {
    var err = new ByteArrayOutputStream();
    var environment =
        new Environment(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("TERM", "xterm", "COLUMNS", "200"),
            false,
            true);
    var progress = new TrainingProgress(environment, new ProgressOption(environment), 1, 50_000);
    progress.step(1, 40_000, 0.5);
    Thread.sleep(1500); // the bar has no rate before
    progress.step(1, 40_100, 0.5);
    Thread.sleep(1500);
    progress.interrupted();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("40100/50000");
    var rates = Pattern.compile("(\\d+)/s").matcher(err.toString(StandardCharsets.UTF_8));
    assertThat(
            rates.results().mapToInt(rate -> Integer.parseInt(rate.group(1))).max().orElseThrow())
        .isLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theScoreHasABarWhereSomebodyLooks(boolean isTerminal) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var environment =
        new Environment(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("TERM", "xterm"),
            false,
            isTerminal);
    var image = new LabelledImage(MnistImage.of(new byte[MnistImage.PIXELS]), 1);
    var data =
        new TrainingData(
            List.of(),
            List.of(),
            Collections.nCopies(IMAGES, image),
            Map.of(),
            HardExamples.NONE,
            Teachers.NONE,
            Optional.empty());
    Score score =
        new TrainingProgress(environment, new ProgressOption(environment), 1, IMAGES)
            .score(ModelFile.read(Path.of("models/article.zip")), data);
    assertThat(score.n()).isEqualTo(IMAGES);
    List<String> lines = List.of(err.toString(StandardCharsets.UTF_8).split("\r\u001b\\[K|\n"));
    assertThat(lines).last().asString().startsWith("mnistfit: MNIST's test images: ");
    if (isTerminal) {
      assertThat(lines).anyMatch(line -> line.startsWith("scoring ") && line.contains("/1500"));
    } else {
      assertThat(lines).hasSize(1);
    }
    assertThat(out.size()).isZero();
  }
}
