package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.training.scenes.HandwrittenText;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pictures in which the fit finds nothing, so that learned ink has the only word. */
class BatchReaderTest {
  /** A glance, a closer look if the digit is small, and another to compare with. */
  private static final long LOOKS_AT_ONE = 3;

  private static InkHypotheses hypotheses;
  private static BatchReader reader;

  @BeforeAll
  static void load() throws Exception {
    hypotheses = new InkHypotheses(Path.of("models", "ink.zip"));
    reader =
        new BatchReader(
            CompletableFuture.completedFuture(DigitNetwork.load(Path.of("models", "default.zip"))),
            Optional.of(hypotheses));
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void aDigitThatIsAloneCostsNoLookForAnother() {
    long before = hypotheses.looks();
    assertThat(digit(read(fitted("7")))).isEqualTo(7);
    assertThat(hypotheses.looks() - before).isBetween(2L, LOOKS_AT_ONE);
  }

  @Test
  void besideAnotherDigitItIsNoAnswer() {
    long before = hypotheses.looks();
    assertThat(read(fitted("35"))).isEqualTo(Answer.NoDigit.OF_SEVERAL);
    assertThat(hypotheses.looks() - before).isGreaterThan(LOOKS_AT_ONE);
  }

  /** They are looked at by several threads. */
  @Test
  void manyAreAnsweredAsEachAlone() {
    List<Fitted> batch = new ArrayList<>();
    for (int digit = 0; digit < 10; digit++) {
      batch.add(fitted("" + digit));
      batch.add(fitted("" + digit + (9 - digit)));
    }
    List<Answer> together = reader.read(batch);
    for (int i = 0; i < batch.size(); i++) {
      Answer alone = read(batch.get(i));
      assertThat(together.get(i)).hasSameClassAs(alone);
      if (alone instanceof Answer.Read) {
        assertThat(digit(together.get(i))).isEqualTo(digit(alone)).isEqualTo(i / 2);
      }
    }
  }

  private static Fitted fitted(String text) {
    BufferedImage written = HandwrittenText.of(text, /* hand= */ 3);
    byte[] pixels = new byte[written.getWidth() * written.getHeight()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) written.getRGB(i % written.getWidth(), i / written.getWidth());
    }
    var copy = new GreyImage(written.getWidth(), written.getHeight(), pixels);
    return new Fitted.Nothing(
        "no ink found", new Extras(Optional.empty(), Optional.of(copy), false, List.of()));
  }

  private static Answer read(Fitted fitted) {
    return reader.read(List.of(fitted)).get(0);
  }

  private static int digit(Answer answer) {
    return ((Answer.Read) answer).digit().orElseThrow();
  }
}
