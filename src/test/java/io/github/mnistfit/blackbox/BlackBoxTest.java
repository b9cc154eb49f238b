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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Holds the accuracy on strangers' pictures: each row of {@code expected.csv} says how many of a
 * folder's digits, or lines, a command must read right, and how many it may read wrong. A change
 * that reads more has to raise the row, so that no later one loses it again without a word. All
 * pictures take minutes, so {@code mvn verify} reads those of {@code sample.csv}: every so many of
 * a folder's.
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

  @Tag("whole")
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvFileSource(resources = "expected.csv", numLinesToSkip = 1)
  void readsAsManyAsExpected(
      String folder, String group, String command, int shown, int right, int wrong, int confident)
      throws IOException, InterruptedException {
    var row = new Row(folder, group, command, 1, shown, right, wrong, confident);
    check(row, "expected.csv");
  }

  @ParameterizedTest(name = "{0} {1}: {2}, each {3}th")
  @CsvFileSource(resources = "sample.csv", numLinesToSkip = 1)
  void readsAsManyOfASampleAsExpected(ArgumentsAccessor row)
      throws IOException, InterruptedException {
    check(
        new Row(
            row.getString(0),
            row.getString(1),
            row.getString(2),
            row.getInteger(3),
            row.getInteger(4),
            row.getInteger(5),
            row.getInteger(6),
            row.getInteger(7)),
        "sample.csv");
  }

  /**
   * What is expected.
   *
   * @param every of the folder's pictures is read: the first, and then each so manyth
   */
  private record Row(
      String folder,
      String group,
      String command,
      int every,
      int shown,
      int right,
      int wrong,
      int confident) {
    String with(Score score) {
      String figures =
          "%d,%d,%d,%d".formatted(score.shown(), score.right(), score.wrong(), score.confident());
      String name = "%s,%s,%s,".formatted(folder, group == null ? "" : group, command);
      return name + (every == 1 ? "" : every + ",") + figures;
    }
  }

  private static void check(Row row, String file) throws IOException, InterruptedException {
    List<Labelled> all = PictureFolder.list(SharedFolder.require(row.folder()), row.group());
    List<Labelled> pictures =
        IntStream.range(0, all.size())
            .filter(i -> i % row.every() == 0)
            .mapToObj(all::get)
            .toList();
    List<List<AnsweredLine>> answers =
        recognizers.answers(row.command(), pictures.stream().map(Labelled::file).toList());
    var score = new Score();
    IntStream.range(0, pictures.size()).forEach(i -> score.add(pictures.get(i), answers.get(i)));

    List<String> faults = new ArrayList<>();
    if (score.shown() != row.shown()) {
      faults.add("the folder has changed: it showed " + row.shown());
    }
    if (score.right() < row.right()) {
      faults.add("too few right, by " + (row.right() - score.right()));
    }
    if (score.wrong() > row.wrong()) {
      faults.add("too many wrong, by " + (score.wrong() - row.wrong()));
    }
    if (score.confident() > row.confident()) {
      faults.add("too many wrong and confident, by " + (score.confident() - row.confident()));
    }
    int lax =
        IntStream.of(
                score.right() - row.right(),
                row.wrong() - score.wrong(),
                row.confident() - score.confident())
            .max()
            .getAsInt();
    if (lax > TOLERANCE) {
      faults.add("the row is too lax by " + lax + ": this change earned a better one");
    }
    if (lax > 0) {
      System.out.printf("too lax by %d, today's row is: %s%n", lax, row.with(score));
    }
    assertThat(faults)
        .as(
            "%s%n%s%nIf that is meant, make it the row in %s:%n%s%n",
            score,
            score.failures(),
            "src/test/resources/io/github/mnistfit/blackbox/" + file,
            row.with(score))
        .isEmpty();
  }
}
