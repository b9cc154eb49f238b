package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistfit.network.InkModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Figures in the documents that were measured once are the same wherever they are told: in a model
 * and its card, in a table and its drawing, in one document and another.
 */
class FiguresTest {
  private static final Pattern SCORE =
      Pattern.compile(
          "(?<percent>[0-9.]+) % \\((?<right>[0-9,]+) of 10,000\\),"
              + " 95 % interval (?<low>[0-9.]+) to (?<high>[0-9.]+)");
  private static final Pattern MARKER =
      Pattern.compile("<circle cx=\"([0-9.]+)\" cy=\"([0-9.]+)\"");

  /** The share of an axis by which a point may be beside its place. */
  private static final double CLOSE = 0.005;

  @ParameterizedTest
  @ValueSource(strings = {"default", "article"})
  void aModelsCardIsOfThatModel(String name) throws IOException {
    String model = shown(name);
    String card = read("models/" + name + ".md");
    Matcher score = score(model);
    assertThat(card)
        .contains(
            "Right: %s of 10,000, %s %% (95 %% interval %s to %s)"
                .formatted(
                    score.group("right"),
                    score.group("percent"),
                    score.group("low"),
                    score.group("high")))
        .contains("`" + first("([0-9a-f]{64})", model) + "`")
        .contains(first("all +([0-9,]+)\n", model) + " parameters");
    assertThat(read("models/README.md"))
        .contains(
            "%s of 10,000: %s %%".formatted(score.group("right"), score.group("percent")),
            first("all +([0-9,]+)\n", model),
            first("with +(mnistfit train .+)\n", model).replace(" --data ../shared/mnist", ""));
  }

  /** {@code ModelCardsTest} holds the cards' figures. */
  @Test
  void theTableOfModelsSaysWhatTheirCardsSay() throws IOException {
    String table = read("models/README.md");
    String calibration = "expected calibration error ([0-9.]+ %)";
    String card = read("models/default.md");
    assertThat(table)
        .contains(
            "| calibration error there | %s | %s |"
                .formatted(first(calibration, card), first(calibration, read("models/article.md"))))
        .contains(
            "the temperature (%s) and the confidence under which the answer is `?` (%s)"
                .formatted(
                    first("temperature ([0-9.]+);", card),
                    first("under a confidence of ([0-9.]+)\n", card)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ink", "page-ink"})
  void anInkNetworksCardIsOfItsLogAndItsFile(String name) throws IOException {
    String log = read("models/" + name + ".log");
    String card = read("models/" + name + ".md");
    Matcher found = Pattern.compile("ink found in (\\d+) of (\\d+)").matcher(log);
    assertThat(found.find()).isTrue();
    assertThat(card)
        .contains(
            "in %,d of %,d"
                .formatted(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
        .contains(
            "| parameters | %,d;"
                .formatted(
                    InkModelFile.read(Path.of("models", name + ".zip")).parameters().length));
  }

  @Test
  void theReadmesIntervalIsThatOfTheModel() throws IOException {
    Matcher score = score(shown("default"));
    assertThat(read("README.md").replaceAll("\\s+", " "))
        .contains(
            "on %s %% (95 %% interval %s to %s)"
                .formatted(score.group("percent"), score.group("low"), score.group("high")));
  }

  @Test
  void theCurvesAreThoseOfTheModel() throws IOException {
    List<MatchResult> epochs =
        Pattern.compile("(?m)^ +(\\d+) +([0-9.]+) +([0-9.]+) % ")
            .matcher(shown("default"))
            .results()
            .toList();
    double[] number = column(epochs, 1);
    List<double[]> markers = markers("models/default.svg");
    int n = epochs.size();
    assertThat(markers).hasSize(2 * n + 2);
    assertDrawn(markers.subList(0, n), number, column(epochs, 2));
    double[] error = IntStream.range(0, n).mapToDouble(i -> 100 - column(epochs, 3)[i]).toArray();
    assertDrawn(markers.subList(n, 2 * n), number, error);
  }

  @ParameterizedTest
  @CsvSource({"growth-pictures, pictures", "growth-megapixels, megapixels"})
  void aDrawingOfGrowthIsOfItsTable(String drawing, String what) throws IOException {
    List<MatchResult> rows =
        Pattern.compile("(?m)^\\| ([0-9.,]+) \\| ([0-9.]+) \\| [0-9]+ \\|")
            .matcher(
                first(
                    "(?s)\\| " + what + " \\| seconds \\| peak memory MB (.+?)\n\n",
                    read("PERFORMANCE.md")))
            .results()
            .toList();
    List<double[]> markers = markers("docs/" + drawing + ".svg");
    assertThat(markers).hasSize(rows.size() + 1);
    assertDrawn(
        markers.subList(0, rows.size()), logarithms(column(rows, 1)), logarithms(column(rows, 2)));
  }

  /** The figures in the text of how it works are those of the tables. */
  @Test
  void theWordsSayWhatTheTablesSay() throws IOException {
    String results = read("docs/results.md");
    String[] naive = first("\\| naive \\| (.+) \\|\n", results).split(" \\| ", -1);
    String[] shift = first("\\| shift \\| (.+) \\|\n", results).split(" \\| ", -1);
    String article = first("\\| MNIST's test images, % \\| ([0-9.]+) \\|", results);
    String words = read("docs/how-it-works.md").replaceAll("\\s+", " ");
    assertThat(words)
        .contains(
            "it gets " + Math.round(Double.parseDouble(naive[naive.length - 1])) + " in 100 right")
        .contains("(" + Math.round(Double.parseDouble(shift[0])) + " % of clean crops)")
        .contains("right on %.1f %% of MNIST".formatted(Double.parseDouble(article)));
    assertThat(Double.parseDouble(shift[1])).as("half of what is drawn").isBetween(45.0, 55.0);
  }

  /** What {@code BlackBoxTest} holds is told in three documents. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pictures/single; predict; docs/ink.md; | pictures | judged | R of N |",
        "pictures-2/single; predict; docs/ink.md; | pictures-2 | judged | R of N |",
        "pictures-2/nodigit; predict; docs/ink.md; | pictures-2, no digit | judged | R of N |",
        "failing; predict; docs/ink.md; | failing | judged | R of N |",
        "pictures/multi; read; docs/numbers.md; | mnistfit read | R of N (",
        "pictures-2/multi; read; docs/numbers.md; | mnistfit read | R of N ("
      })
  void whatIsHeldIsTold(String folder, String command, String document, String row)
      throws IOException {
    int shown = 0;
    int right = 0;
    for (String line :
        Files.readAllLines(
            Path.of("src/test/resources/io/github/mnistfit/blackbox/expected.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals(folder) && cells[2].equals(command)) {
        shown += Integer.parseInt(cells[3]);
        right += Integer.parseInt(cells[4]);
      }
    }
    assertThat(read(document)).contains(row.replace("R of N", right + " of " + shown));
  }

  private static void assertDrawn(List<double[]> markers, double[] x, double[] y) {
    double[] left = markers.stream().mapToDouble(marker -> marker[0]).toArray();
    double[] top = markers.stream().mapToDouble(marker -> marker[1]).toArray();
    assertProportional(left, x);
    assertProportional(top, y);
  }

  /** Whether one is the other, moved and stretched: an axis is no more than that. */
  private static void assertProportional(double[] drawn, double[] values) {
    int low = least(values);
    int high = least(IntStream.range(0, values.length).mapToDouble(i -> -values[i]).toArray());
    for (int i = 0; i < values.length; i++) {
      assertThat((drawn[i] - drawn[low]) / (drawn[high] - drawn[low]))
          .isCloseTo((values[i] - values[low]) / (values[high] - values[low]), within(CLOSE));
    }
  }

  private static int least(double[] values) {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      least = values[i] < values[least] ? i : least;
    }
    return least;
  }

  private static List<double[]> markers(String drawing) throws IOException {
    return MARKER
        .matcher(read(drawing))
        .results()
        .map(m -> new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))})
        .toList();
  }

  private static double[] column(List<MatchResult> rows, int group) {
    return rows.stream()
        .mapToDouble(row -> Double.parseDouble(row.group(group).replace(",", "")))
        .toArray();
  }

  private static double[] logarithms(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> Math.log(values[i])).toArray();
  }

  private static String shown(String model) {
    return CommandLineRun.of("model", "show", "models/" + model + ".zip").out();
  }

  private static Matcher score(String model) {
    Matcher score = SCORE.matcher(model);
    assertThat(score.find()).isTrue();
    return score;
  }

  private static String first(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private static String read(String document) throws IOException {
    return Files.readString(Path.of(document));
  }
}
