package io.github.mnistfit.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.blackbox.PictureFolder.Labelled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Holds the accuracy on strangers' pictures: each row of {@code expected.csv} says how many of a
 * folder's digits, or lines, a command must read right, and how many it may read wrong. A change
 * that reads more has to raise the row, so that no later one loses it again without a word.
 *
 * <p>After ZXing's {@code AbstractBlackBoxTestCase}.
 */
class BlackBoxTest {
  /** A row may be so much too lax: another processor may round an answer to the other side. */
  private static final int TOLERANCE = 2;

  private static Recognizers recognizers;

  @BeforeAll
  static void open() throws IOException {
    recognizers = Recognizers.open(Path.of("models", "default.zip"));
  }

  @AfterAll
  static void close() {
    recognizers.close();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvFileSource(resources = "expected.csv", numLinesToSkip = 1)
  void readsAsManyAsExpected(
      String folder, String group, String command, int shown, int right, int wrong, int confident)
      throws IOException, InterruptedException {
    List<Labelled> pictures = PictureFolder.list(SharedFolder.require(folder), group);
    List<List<AnsweredLine>> answers =
        recognizers.answers(command, pictures.stream().map(Labelled::file).toList());
    var score = new Score();
    IntStream.range(0, pictures.size()).forEach(i -> score.add(pictures.get(i), answers.get(i)));

    List<String> faults = new ArrayList<>();
    if (score.shown() != shown) {
      faults.add("the folder has changed: it showed " + shown);
    }
    if (score.right() < right) {
      faults.add("too few right, by " + (right - score.right()));
    }
    if (score.wrong() > wrong) {
      faults.add("too many wrong, by " + (score.wrong() - wrong));
    }
    if (score.confident() > confident) {
      faults.add("too many wrong and confident, by " + (score.confident() - confident));
    }
    int lax =
        IntStream.of(score.right() - right, wrong - score.wrong(), confident - score.confident())
            .max()
            .getAsInt();
    if (lax > TOLERANCE) {
      faults.add("the row is too lax by " + lax + ": this change earned a better one");
    }
    String row =
        "%s,%s,%s,%d,%d,%d,%d"
            .formatted(
                folder,
                group == null ? "" : group,
                command,
                score.shown(),
                score.right(),
                score.wrong(),
                score.confident());
    if (lax > 0) {
      System.out.printf("too lax by %d, today's row is: %s%n", lax, row);
    }
    assertThat(faults)
        .as(
            "%s%n%s%nIf that is meant, make it the row in %s:%n%s%n",
            score,
            score.failures(),
            "src/test/resources/io/github/mnistfit/blackbox/expected.csv",
            row)
        .isEmpty();
  }
}
