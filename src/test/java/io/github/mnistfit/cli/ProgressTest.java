package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.cli.PseudoTerminal.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees of a long run, in a terminal, while it runs. */
class ProgressTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final int FEW = 12;
  private static final List<Integer> WIDTHS = List.of(40, 80, 200);

  /** Whether it is a progress bar: it tells how many a second. */
  private static final Predicate<String> BAR = Pattern.compile("/s ").asPredicate();

  @TempDir private Path folder;

  @Test
  void aComplaintStandsOnALineOfItsOwn() throws Exception {
    copies(FEW);
    Files.writeString(pictures().resolve("5.jpg"), "no picture");
    List<String> command =
        CommandLineRun.process("predict", MODEL, pictures().toString()).command();
    Path answers = folder.resolve("answers.tsv");
    String line = asAPersonStartsIt(command) + " >'" + answers + "'";
    try (var terminal = PseudoTerminal.start(200, line, Map.of())) {
      assertThat(terminal.end()).isEqualTo(ExitStatus.SOME_UNANSWERED);
      assertThat(Files.readAllLines(answers)).hasSize(FEW - 1);
      assertThat(drawn(terminal.text()))
          .anyMatch(BAR)
          .anyMatch(l -> l.startsWith("mnistfit: ") && l.contains("5.jpg"));
    }
  }

  /** In one process, one width after the other. */
  @ParameterizedTest
  @CsvSource({
    "predict MODEL FOLDER/pictures, 40",
    "read MODEL FOLDER/pictures, 12",
    "fit -o FOLDER/results-COLUMNS FOLDER/pictures, 40",
    "evaluate MODEL FOLDER/labels.csv, 40"
  })
  void aCommandShowsHowFarItIs(String arguments, int pictures) throws Exception {
    copies(pictures);
    var labels = new StringBuilder("path,label\n");
    for (int i = 0; i < pictures; i++) {
      labels.append("pictures/").append(i).append(".jpg,8\n");
    }
    Files.writeString(folder.resolve("labels.csv"), labels);
    String[] words =
        arguments.replace("MODEL", MODEL).replace("FOLDER", folder.toString()).split(" ", -1);
    assertProgress(
        CommandInTerminals.class,
        Optional.of(CommandInTerminals.UNSEEN),
        ExitStatus.OK,
        "\\d+/" + pictures,
        words);
  }

  @Test
  void theDownloadShowsHowFarItIs() throws Exception {
    try (var mirror = new SlowMirror()) {
      String[] arguments = {mirror.uri().toString(), folder.toString()};
      Process unseen =
          process(DownloadInTerminal.class, "", arguments[0], arguments[1])
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(new String(unseen.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("downloading MNIST from")
          .doesNotContain("\r", "MB/s");
      assertProgress(
          DownloadInTerminal.class,
          Optional.empty(),
          ExitStatus.CANNOT_WORK,
          "[0-9.]+/0.1 MB",
          arguments);
    }
  }

  /**
   * What a command draws before its end, at which nothing of it must be left.
   *
   * @param unseen columns in which nothing must be drawn
   * @param count what tells how much is done
   */
  private static void assertProgress(
      Class<?> program, Optional<String> unseen, int status, String count, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(process(program, arguments).command());
    command.add(
        command.indexOf(program.getName()) + 1,
        Stream.concat(WIDTHS.stream().map(String::valueOf), unseen.stream())
            .collect(Collectors.joining(",")));
    try (var terminal = PseudoTerminal.start(80, asAPersonStartsIt(command), Map.of())) {
      assertThat(terminal.end()).as(terminal.text()).isEqualTo(status);
      for (int columns : WIDTHS) {
        List<Shown> shown = during(terminal, columns);
        assertSeenBeforeTheEnd(shown);
        assertNotTooOften(shown);
        String text = text(shown);
        List<String> bars = bars(text);
        assertThat(bars).hasSizeGreaterThan(1);
        if (columns > 40) { // where there is room for a bar, once it is known how much is to come
          assertThat(bars)
              .filteredOn(bar -> bar.contains(" %"))
              .isNotEmpty()
              .allMatch(bar -> bar.contains("]") && bar.length() == columns - 1);
        }
        assertThat(bars).allMatch(bar -> bar.length() < columns);
        assertThat(bars).anyMatch(Pattern.compile(count).asPredicate());
        assertThat(bars).anyMatch(bar -> bar.endsWith(" left"));
        assertThat(Stream.of(text.split("\n")).map(ProgressTest::left)).as("erased").noneMatch(BAR);
        assertThat(text).as("lines that were escaped").doesNotContain("\\n");
      }
      unseen.ifPresent(
          columns ->
              assertThat(text(during(terminal, Integer.parseInt(columns))))
                  .as("where nobody looks")
                  .doesNotContain("\u001b", "/s "));
    }
  }

  /** What was shown while the terminal had so many columns. */
  private static List<Shown> during(PseudoTerminal terminal, int columns) {
    List<Shown> all = new ArrayList<>();
    boolean isIn = false;
    for (Shown shown : terminal.pieces()) {
      String text = shown.text();
      for (int at = text.indexOf("<in "); at >= 0; at = text.indexOf("<in ")) {
        if (isIn) {
          all.add(new Shown(shown.time(), text.substring(0, at)));
        }
        isIn = text.startsWith(CommandInTerminals.mark(columns), at);
        text = text.substring(at + 1);
      }
      if (isIn) {
        all.add(new Shown(shown.time(), text));
      }
    }
    return all;
  }

  private static String text(List<Shown> shown) {
    return shown.stream().map(Shown::text).collect(Collectors.joining());
  }

  /** What is left of a line that was written again and again. */
  private static String left(String line) {
    return line.substring(line.lastIndexOf("\r\u001b[K") + 1);
  }

  @Test
  void trainShowsHowFarItIs() throws Exception {
    String data = SharedFolder.require("mnist").toString();
    String model = folder.resolve("model.zip").toString();
    List<String> command = CommandLineRun.process("train", "--data", data, "-o", model).command();
    try (var terminal = PseudoTerminal.start(WIDTHS.get(0), asAPersonStartsIt(command), Map.of())) {
      for (int columns : WIDTHS) {
        if (columns != WIDTHS.get(0)) {
          terminal.resize(columns);
        }
        assertThat(terminal.shows("/60000 ", 120)).isTrue();
        List<Shown> shown = terminal.pieces();
        for (int i = 0; i < 600 && counts(bars(text(shown)), 60_000).size() < 3; i++) {
          Thread.sleep(100);
          shown = terminal.pieces();
        }
        assertNotTooOften(shown);
        List<String> bars = bars(text(shown));
        assertThat(bars).last().asString().hasSizeLessThan(columns).endsWith(" left");
        assertThat(bars).last().asString().matches("(epoch.*)?[0-9]+/60000 .*");
        assertThat(counts(bars, 60_000)).hasSizeGreaterThan(2);
        terminal.forget();
      }
    }
  }

  /** Not even by the launcher's word that it is a terminal. */
  @Test
  void nothingIsDrawnWhereNobodyLooks() throws Exception {
    copies(FEW);
    String[] arguments = {"predict", MODEL, pictures().toString()};
    Process process =
        CommandLineRun.process(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.getErrorStream().readAllBytes()).isEmpty();
    List<String> command = CommandLineRun.process(arguments).command();
    String line = asAPersonStartsIt(command) + " >/dev/null";
    try (var terminal = PseudoTerminal.start(80, line, Map.of("TERM", "dumb"))) {
      assertThat(terminal.end()).isZero();
      assertThat(terminal.text()).isEmpty();
    }
  }

  private Path pictures() {
    return folder.resolve("pictures");
  }

  private void copies(int n) throws IOException {
    Files.createDirectories(pictures());
    for (int i = 0; i < n; i++) {
      Files.copy(Path.of("samples/marker.jpg"), pictures().resolve(i + ".jpg"));
    }
  }

  /** What is buffered to the end comes all at once. */
  private static void assertSeenBeforeTheEnd(List<Shown> pieces) {
    LongSummaryStatistics times = timesOfBars(pieces);
    assertThat(times.getCount()).isGreaterThan(1);
    assertThat(times.getMax() - times.getMin()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private static void assertNotTooOften(List<Shown> pieces) {
    LongSummaryStatistics times = timesOfBars(pieces);
    double seconds = (times.getMax() - times.getMin()) / 1e9;
    assertThat((double) times.getCount()).isLessThanOrEqualTo(10 * seconds + 3);
  }

  private static LongSummaryStatistics timesOfBars(List<Shown> pieces) {
    return pieces.stream()
        .filter(shown -> BAR.test(shown.text()))
        .mapToLong(Shown::time)
        .summaryStatistics();
  }

  /** With what the launcher adds: messages have a file descriptor of their own. */
  private static String asAPersonStartsIt(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.addAll(
        1,
        List.of(
            "-Dmnistfit.err.terminal=true",
            "-Dmnistfit.err.descriptor=9",
            "--add-opens=java.base/java.io=ALL-UNNAMED"));
    return PseudoTerminal.quoted(words) + " 9>&2";
  }

  /** A process of another program than Main; one worker process is enough for it. */
  private static ProcessBuilder process(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>(CommandLineRun.process(arguments).command());
    command.set(command.indexOf(Main.class.getName()), program.getName());
    command.add(1, "-XX:ActiveProcessorCount=1");
    return new ProcessBuilder(command);
  }

  /** Each line as it was drawn. */
  private static List<String> drawn(String text) {
    return List.of(text.replace("\u001b[K", "").split("[\r\n]+"));
  }

  private static List<String> bars(String text) {
    return drawn(text).stream().filter(BAR).toList();
  }

  /** The different counts that were shown before all was done. */
  private static List<Integer> counts(List<String> bars, int total) {
    Pattern count = Pattern.compile("(\\d+)/" + total + "\\b");
    return bars.stream()
        .map(count::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)))
        .filter(done -> done > 0 && done < total)
        .distinct()
        .toList();
  }
}
