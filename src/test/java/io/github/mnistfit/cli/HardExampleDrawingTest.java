package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.training.HardExamples;
import io.github.mnistfit.training.Teachers;
import io.github.mnistfit.training.TrainingData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardExampleDrawingTest {
  private static final String HOME = "mnistfit.home";

  private final Optional<String> home = Optional.ofNullable(System.getProperty(HOME));
  private ProgressOption progress;
  @TempDir private Path folder;

  @BeforeEach
  void makeProgress() {
    var out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    var in = new ByteArrayInputStream(new byte[0]);
    progress = new ProgressOption(new Environment(in, out, out, Map.of(), false, false));
  }

  @AfterEach
  void restoreHome() {
    home.ifPresentOrElse(
        value -> System.setProperty(HOME, value), () -> System.clearProperty(HOME));
  }

  @Test
  void drawsOfWhatIsLearntFromAndOfWhatIsHeldOut() throws Exception {
    HardExamples drawn = HardExampleDrawing.draw(data(54, 27), 7, progress);
    assertThat(drawn.training()).hasSizeGreaterThan(drawn.validation().size());
    assertThat(drawn.validation()).isNotEmpty();
    assertThat(drawn.training())
        .extracting(LabelledImage::label)
        .contains(LabelledImage.NO_DIGIT)
        .anyMatch(label -> label != LabelledImage.NO_DIGIT);
    assertThat(drawn.training()).doesNotContainAnyElementsOf(drawn.validation());
    assertThat(HardExampleDrawing.draw(data(54, 27), 7, progress).checksum())
        .isEqualTo(drawn.checksum());
  }

  @Test
  void saysWhichNetworkIsMissingAndHowToMakeIt() throws Exception {
    System.setProperty(HOME, folder.toString());
    assertThatThrownBy(() -> HardExampleDrawing.draw(data(54, 27), 7, progress))
        .isInstanceOf(CannotWorkException.class)
        .hasMessageContaining(folder.resolve("models/ink.zip").toString())
        .hasMessageContaining("train --recipe ink ");
    Files.createDirectory(folder.resolve("models"));
    Files.copy(Path.of("models/ink.zip"), folder.resolve("models/ink.zip"));
    Files.writeString(folder.resolve("models/page-ink.zip"), "no model");
    assertThatThrownBy(() -> HardExampleDrawing.draw(data(54, 27), 7, progress))
        .isInstanceOf(CannotWorkException.class)
        .hasMessageContaining("page-ink.zip");
  }

  private static TrainingData data(int training, int validation) throws Exception {
    List<LabelledImage> all = SharedFolder.mnist().training();
    return new TrainingData(
        all.subList(0, training),
        all.subList(all.size() - validation, all.size()),
        List.of(),
        Map.of(),
        HardExamples.NONE,
        Teachers.NONE,
        Optional.empty());
  }
}
