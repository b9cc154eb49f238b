package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;

/** What the documents show is what their commands make, and what was measured. */
class DocumentsTest {
  private static final Path README = Path.of("README.md");
  private static final Path CONTRIBUTING = Path.of("CONTRIBUTING.md");
  private static final Path HOW_IT_WORKS = Path.of("docs/how-it-works.md");
  private static final Path RESULTS = Path.of("docs/results.md");
  private static final String EXPECTED =
      "src/test/resources/io/github/mnistfit/blackbox/expected.csv";

  /** The rows of the README's table, each with its folder and command in expected.csv. */
  private static final Map<String, String> ACCURACY =
      Map.of(
          "first collection | `predict`", "pictures/single predict",
          "the same | `predict --fit article`", "pictures/single predict --fit=article",
          "second collection | `predict`", "pictures-2/single predict",
          "pictures without a digit | `predict`", "pictures-2/nodigit predict",
          "lines of digits, first collection | `read`", "pictures/multi read",
          "lines of digits, second collection | `read`", "pictures-2/multi read");

  /** Blocks of a sheet, in pixels, whose mean levels are compared. */
  private static final int BLOCK = 16;

  /** In grey levels: captions are in whatever font there is, other pixels are other strokes. */
  private static final double TOLERANCE = 60;

  @TempDir private Path folder;

  @Test
  void theReadmesAnswersAreThoseOfItsCommand() throws IOException {
    List<String> shown = block(README, "```text\n(.+?)```").lines().toList();
    List<String> answers =
        CommandLineRun.of("predict", "--model=models/default.zip", "samples").lines();
    assertThat(answers).hasSameSizeAs(shown);
    for (int i = 0; i < shown.size(); i++) {
      String[] one = shown.get(i).split("\t", -1);
      String[] other = answers.get(i).split("\t", -1);
      assertThat(other[0] + other[2]).isEqualTo(one[0] + one[2]);
      assertThat(Double.parseDouble(other[1])).isCloseTo(Double.parseDouble(one[1]), within(0.01));
    }
  }

  /** Those that the README and the examples tell people to read. */
  @Test
  void theSamplesOfNumbersAreRead() {
    CommandLineRun run =
        CommandLineRun.of("read", "--model=models/default.zip", "--marks", "samples-of-numbers");
    assertThat(run.lines().stream().map(line -> line.substring(0, line.indexOf('\t'))))
        .containsExactly("12.75", "8.40", "30.50", "1829");
    assertThat(run.err()).isEmpty();
  }

  /** {@code BlackBoxTest} holds the figures against the pictures. */
  @Test
  void theReadmesAccuracyIsWhatIsHeld() throws IOException {
    List<String> rows = tableRows(README, "| pictures | command |");
    assertThat(rows).hasSize(ACCURACY.size());
    for (String row : rows) {
      List<String> cells = cells(row);
      String source = ACCURACY.get(cells.get(0) + " | " + cells.get(1));
      assertThat(source).as(row).isNotNull();
      int[] held = held(source);
      int unsure = held[0] - held[1] - held[2];
      if (source.endsWith(" read")) {
        assertThat(cells.subList(2, 6)).containsExactly("" + held[0], "" + held[1], "", "");
      } else if (source.contains("nodigit")) {
        assertThat(cells.subList(2, 6))
            .containsExactly("" + held[0], "", "" + held[1], "" + held[2]);
      } else {
        assertThat(cells.subList(2, 6))
            .containsExactly("" + held[0], "" + held[1], "" + unsure, "" + held[2]);
      }
    }
  }

  /** How many pictures are shown, right and wrong, over a folder's groups. */
  private static int[] held(String source) throws IOException {
    int[] sums = new int[3];
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(Path.of(EXPECTED))) {
      for (NamedCsvRecord row : rows) {
        if (source.equals(row.getField("folder") + " " + row.getField("command"))) {
          sums[0] += Integer.parseInt(row.getField("shown"));
          sums[1] += Integer.parseInt(row.getField("right"));
          sums[2] += Integer.parseInt(row.getField("wrong"));
        }
      }
    }
    return sums;
  }

  @Test
  void theReadmesFiguresOnMnistAreThoseOfTheResults() throws IOException {
    List<String> mnist = cells(row(RESULTS, "| MNIST's test images, % |"));
    assertThat(Files.readString(README))
        .contains(
            "is right on " + mnist.get(2) + " %",
            "network, which is shipped too, on " + mnist.get(1) + " %");
  }

  @Test
  void theStagesOfTheArticleAreThoseOfTheResults() throws IOException {
    List<String> stages = tableRows(HOW_IT_WORKS, "| stage | what it does |");
    assertThat(stages).hasSize(6);
    for (String stage : stages) {
      List<String> cells = cells(stage);
      List<String> measured = cells(row(RESULTS, "| " + cells.get(0) + " |"));
      assertThat(cells.get(2)).isEqualTo(measured.get(measured.size() - 1) + " %");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"without polarity", "without divide by paper, but invert"})
  void whatIsLeftWithoutAStepIsThatOfTheResults(String ablation) throws IOException {
    List<String> measured = cells(row(RESULTS, "| " + ablation + " |"));
    assertThat(Files.readString(HOW_IT_WORKS).replaceAll("\\s+", " "))
        .contains(measured.get(measured.size() - 1) + " %");
  }

  @Test
  void theStepsHaveTheNamesThatTheSheetsShow() throws IOException {
    Matcher items =
        Pattern.compile("(?m)^\\d+\\. \\*\\*(.+?)\\.\\*\\*")
            .matcher(Files.readString(HOW_IT_WORKS));
    List<String> described = items.results().map(item -> item.group(1)).toList();
    Path picture = Path.of("samples/shadow.jpg");
    try (Picture read = PictureReader.read(Files.readAllBytes(picture), Fit.robust().decoding())) {
      assertThat(Fit.robust().trace(read).steps().stream().skip(1).map(step -> step.step()))
          .containsExactlyElementsOf(described);
    }
  }

  static Stream<String> sheets() {
    return Stream.of(README, HOW_IT_WORKS)
        .flatMap(DocumentsTest::lines)
        .filter(line -> line.matches(" {4}mnistfit fit .*--steps docs/.*"))
        .map(String::strip)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void aSheetIsWhatItsCommandMakes(String command) throws IOException {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
    int at = words.indexOf("--steps") + 1;
    Path committed = Path.of(words.get(at));
    Path made = folder.resolve("made.png");
    words.set(at, made.toString());
    CommandLineRun run = CommandLineRun.of(words.subList(1, words.size()).toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    assertThat(
            Sheets.difference(ImageIO.read(committed.toFile()), ImageIO.read(made.toFile()), BLOCK))
        .isLessThan(TOLERANCE);
  }

  @Test
  void theTwentyLinesGiveWhatTheArticlesFitGives() throws Exception {
    String method = block(HOW_IT_WORKS, "```java\n(.+?)```");
    Path source =
        Files.writeString(
            folder.resolve("Lines.java"),
            "import org.opencv.core.*;\nimport org.opencv.imgcodecs.*;\n"
                + "import org.opencv.imgproc.*;\npublic class Lines {\npublic "
                + method
                + "}\n");
    String classPath = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
    assertThat(status).isZero();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var fit = loader.loadClass("Lines").getMethod("fit", String.class);
      for (String sample : List.of("blue-ink.jpg", "white-on-black.png", "squared.jpg")) {
        Path picture = Path.of("samples", sample);
        byte[] expected;
        try (Picture read =
            PictureReader.read(Files.readAllBytes(picture), Fit.article().decoding())) {
          expected = Fit.article().apply(read).orElseThrow().pixels();
        }
        byte[] pixels = new byte[expected.length];
        ((Mat) fit.invoke(null, picture.toString())).get(0, 0, pixels);
        assertThat(pixels).as(sample).isEqualTo(expected);
      }
    }
  }

  /** What another script calls is found through that. */
  @ParameterizedTest
  @ValueSource(strings = {"src/bench", "src/test/sh", "src/test/python"})
  void aScriptHasItsLineInContributing(String scripts) throws IOException {
    String table = Files.readString(CONTRIBUTING);
    Map<Path, String> texts = new HashMap<>();
    for (String each : List.of("src/bench", "src/test/sh", "src/test/python")) {
      for (Path file : files(each)) {
        texts.put(file, Files.readString(file));
      }
    }
    for (Path script : files(scripts)) {
      String file = script.getFileName().toString();
      // uvicorn names a module, not a file
      String called = file.equals("service.py") ? "service:app" : file;
      Predicate<String> calls =
          Pattern.compile("(?<![\\w-])" + Pattern.quote(called) + "\\b").asPredicate();
      assertThat(
              table.contains("`" + script.toString().replace('\\', '/'))
                  || texts.entrySet().stream()
                      .anyMatch(one -> !one.getKey().equals(script) && calls.test(one.getValue())))
          .as(script.toString())
          .isTrue();
    }
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.filter(file -> file.toString().matches(".*\\.(sh|py|java)"))
          .filter(file -> !file.startsWith(Path.of("src/bench/java")))
          .toList();
    }
  }

  @Test
  void aProgramThatMeasuresHasItsLineInContributing() throws IOException {
    String table = Files.readString(CONTRIBUTING);
    for (Path file : files("src/measure")) {
      if (Files.readString(file).contains(" void main(")) {
        String name = file.getFileName().toString().replace(".java", "");
        assertThat(table).containsPattern("-Dmeasure=\"?" + name + "\\b");
      }
    }
  }

  private static Stream<String> lines(Path document) {
    try {
      return Files.readAllLines(document).stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String block(Path document, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(document));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** The rows of the table whose head begins so. */
  private static List<String> tableRows(Path document, String head) {
    return lines(document)
        .dropWhile(line -> !line.startsWith(head))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static String row(Path document, String beginning) {
    return lines(document).filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
  }

  private static List<String> cells(String row) {
    return Stream.of(row.substring(1, row.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
