package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.fit.article.ArticleStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final String SAMPLES = "samples/labels.csv";

  @TempDir private Path folder;

  @Test
  void figuresAddUp() throws IOException {
    CommandLineRun run = CommandLineRun.of("evaluate", MODEL, SAMPLES, "--json");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    JsonNode figures = new ObjectMapper().readTree(run.out());
    int n = 0;
    int correct = 0;
    double accuracies = 0;
    for (JsonNode group : figures.get("groups")) {
      n += group.get("n").asInt();
      correct += group.get("correct").asInt();
      accuracies += group.get("accuracy").asDouble();
    }
    assertThat(figures.get("n").asInt()).isEqualTo(n).isEqualTo(18);
    assertThat(figures.get("correct").asInt()).isEqualTo(correct);
    assertThat(figures.get("mean_group_accuracy").asDouble())
        .isEqualTo(accuracies / figures.get("groups").size());
    int inMatrix = 0;
    int onDiagonal = 0;
    for (int shown = 0; shown < 10; shown++) {
      for (int read = 0; read <= 10; read++) {
        inMatrix += figures.get("confusion").get(shown).get(read).asInt();
      }
      onDiagonal += figures.get("confusion").get(shown).get(shown).asInt();
    }
    assertThat(inMatrix).isEqualTo(18);
    assertThat(onDiagonal).isEqualTo(correct);
    assertThat(figures.get("ece").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void theRobustFitIsRightWhereTheArticlesIsNot() throws IOException {
    JsonNode steps =
        new ObjectMapper()
            .readTree(CommandLineRun.of("evaluate", MODEL, SAMPLES, "--each-step", "--json").out());
    assertThat(steps.fieldNames())
        .toIterable()
        .containsExactly("naive", "threshold", "crop", "box", "pad", "shift", "robust");
    assertThat(steps.get("shift").get("correct").asInt()).isLessThanOrEqualTo(8);
    assertThat(steps.get("robust").get("correct").asInt()).isGreaterThanOrEqualTo(16);
  }

  @Test
  void theTableFitsATerminal() {
    CommandLineRun run = CommandLineRun.of("evaluate", MODEL, SAMPLES);
    assertThat(run.lines()).allMatch(line -> line.length() <= 80 && !line.endsWith(" "));
    assertThat(run.lines().get(0)).startsWith("group");
  }

  @Test
  void errorsAreListed() throws IOException {
    Path labels = folder.resolve("labels.csv");
    Path two = Path.of("samples/centred.png").toAbsolutePath();
    Path mislabelled = Files.copy(two, folder.resolve("3.png"));
    Files.writeString(
        labels, "path,label\n%s,2\n%s,3\nmissing.png,4\n".formatted(two, mislabelled));
    Path errors = folder.resolve("errors.csv");
    CommandLineRun run =
        CommandLineRun.of("evaluate", MODEL, labels.toString(), "--errors", errors.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.err())
        .isEqualTo(
            "mnistfit: %s: no such file\nmnistfit: wrote %s\n"
                .formatted(folder.resolve("missing.png"), errors));
    assertThat(Files.readAllLines(errors))
        .hasSize(3)
        .contains("missing.png,pictures,4,,,no such file")
        .element(1)
        .asString()
        .startsWith(mislabelled + ",pictures,3,2,");
  }

  /** What predict answers with a question mark isn't listed as misread. */
  @Test
  void aQuestionMarkIsListedAsOne() throws IOException {
    Path labels = folder.resolve("labels.csv");
    Path shadow = Path.of("samples/shadow.jpg").toAbsolutePath();
    Files.writeString(labels, "path,label\n%s,4\n".formatted(shadow));
    Path errors = folder.resolve("errors.csv");
    CommandLineRun.of(
        "evaluate",
        "--model=models/default.zip",
        "--fit=article",
        labels.toString(),
        "--errors=" + errors);
    assertThat(Files.readAllLines(errors))
        .element(1)
        .asString()
        .matches(Pattern.quote(shadow + ",pictures,4,?,0.") + "\\d+,confidence under 0\\.\\d+");
  }

  /** Beside the stages' own figures. */
  @Test
  void eachStageHasATable() {
    List<String> lines =
        CommandLineRun.of("evaluate", MODEL, SAMPLES, "--each-step").out().lines().toList();
    int stages = ArticleStage.values().length + 1;
    assertThat(lines.stream().filter(line -> line.startsWith("group "))).hasSize(stages);
    assertThat(lines.stream().filter(line -> line.startsWith("all "))).hasSize(stages);
    assertThat(lines).contains("naive", "robust");
  }

  @Test
  void longNamesOfGroupsStayApart() throws IOException {
    Path picture = Path.of("samples/centred.png").toAbsolutePath();
    Path labels = folder.resolve("labels.csv");
    Files.writeString(
        labels, "path,label,group\n%1$s,2,screenshot\n%1$s,2,blackboard\n".formatted(picture));
    assertThat(CommandLineRun.of("evaluate", MODEL, labels.toString(), "--each-step").lines())
        .startsWith("fit        blackboard screenshot     mean      all")
        .anyMatch(
            line -> line.matches("robust       100[.]00 %   100[.]00 % 100[.]00 % 100[.]00 %"));
  }

  /** A picture counts as right only if predict would answer its digit. */
  @Test
  void aQuestionMarkIsNotRight() throws IOException {
    JsonNode article =
        new ObjectMapper()
            .readTree(
                CommandLineRun.of("evaluate", MODEL, "--fit=article", SAMPLES, "--json").out());
    List<String> answers =
        CommandLineRun.of("predict", MODEL, "--fit=article", "samples").out().lines().toList();
    List<String> labels = Files.readAllLines(Path.of(SAMPLES));
    long right =
        answers.stream()
            .map(line -> line.split("\t", -1))
            .filter(
                line ->
                    labels.stream()
                        .anyMatch(
                            label ->
                                label.startsWith(
                                    line[2].replace("samples/", "") + "," + line[0] + ",")))
            .count();
    assertThat(article.get("correct").asLong()).isEqualTo(right);
    long unsure = answers.stream().filter(line -> line.startsWith("?")).count();
    assertThat(article.get("unsure").asLong()).isEqualTo(unsure).isPositive();
    int column = 0;
    for (JsonNode row : article.get("confusion")) {
      assertThat(row).hasSize(11);
      column += row.get(10).asInt();
    }
    assertThat(column).isEqualTo((int) unsure);
    assertThat(article.get("data").asText()).isEqualTo(SAMPLES);
    assertThat(article.get("model").asText()).endsWith("article.zip");
  }

  @Test
  void whereNoPictureCanBeReadNothingIsMeasured() throws IOException {
    Path labels = Files.writeString(folder.resolve("l.csv"), "path,label\nno.png,1\nnor.png,2\n");
    CommandLineRun run = CommandLineRun.of("evaluate", MODEL, labels.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            "mnistfit: " + folder.resolve("no.png") + ": no such file",
            "mnistfit: " + folder.resolve("nor.png") + ": no such file",
            "mnistfit: None of the 2 pictures in " + labels + " can be read.");
    Files.writeString(labels, "path,label\nno.png,1\n");
    assertThat(CommandLineRun.of("evaluate", MODEL, labels.toString()).err())
        .endsWith("mnistfit: The only picture in " + labels + " can't be read.\n");
    assertThat(CommandLineRun.of("evaluate", MODEL, "nosuch.csv").err())
        .isEqualTo("mnistfit: There is no file nosuch.csv.\n");
  }

  @Test
  void foldersNamedByDigitsAreLabels() throws IOException {
    Files.createDirectories(folder.resolve("photos/2"));
    Files.createDirectories(folder.resolve("photos/other"));
    Files.copy(Path.of("samples/centred.png"), folder.resolve("photos/2/a.png"));
    Files.copy(Path.of("samples/thin.jpg"), folder.resolve("photos/2/b.jpg"));
    Files.copy(Path.of("samples/thin.jpg"), folder.resolve("photos/other/b.jpg"));
    Files.writeString(folder.resolve("photos/2/c.heic"), "\0\0\0\u0018ftypheic");
    CommandLineRun run =
        CommandLineRun.of("evaluate", MODEL, "--json", folder.resolve("photos").toString());
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    JsonNode figures = new ObjectMapper().readTree(run.out());
    assertThat(figures.get("n").asInt()).isEqualTo(2);
    assertThat(figures.get("correct").asInt()).isEqualTo(1);
    assertThat(run.err()).contains("2: left out 1 HEIC file, which mnistfit doesn't read");
    assertThat(CommandLineRun.of("evaluate", MODEL, folder.toString()).err())
        .contains("no pictures in folders named 0 to 9");
  }

  @Test
  void aListThatIsNoneIsToldInASentence() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.csv"), "path,label\na.png,ten\n");
    CommandLineRun run = CommandLineRun.of("evaluate", MODEL, labels.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.err()).contains("line 2", "ten");
    assertThat(CommandLineRun.of("evaluate", MODEL, "--each-step").status())
        .isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void mnistsTestImagesAreRead() throws IOException {
    JsonNode plain = onMnist();
    assertThat(plain.get("n").asInt()).isEqualTo(10_000);
    assertThat(plain.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  @Tag("whole")
  void mnistsTestImagesAreRefitted() throws IOException {
    int plain = onMnist().get("correct").asInt();
    assertThat(onMnist("--refit").get("correct").asInt()).isBetween(plain - 10, plain + 10);
  }

  private static JsonNode onMnist(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("evaluate", MODEL, "--json", "--data"));
    command.add(SharedFolder.require("mnist").toString());
    command.addAll(List.of(options));
    return new ObjectMapper().readTree(CommandLineRun.of(command.toArray(String[]::new)).out());
  }
}
