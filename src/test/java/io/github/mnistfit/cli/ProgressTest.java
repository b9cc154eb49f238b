package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.cli.PseudoTerminal.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a long run, in a terminal, while it runs. */
class ProgressTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final int PICTURES = 120;

  /** Each takes longer to read as numbers. */
  private static final int FEW = 12;

  @TempDir private Path folder;

  @Test
  void predictShowsHowFarItIsAtMostTenTimesASecond() throws Exception {
    copies();
    Files.writeString(pictures().resolve("50.jpg"), "no picture");
    Path answers = folder.resolve("answers.tsv");
    List<String> command =
        CommandLineRun.process("predict", MODEL, pictures().toString()).command();
    String line = asAPersonStartsIt(command) + " >'" + answers + "'";
    try (var terminal = PseudoTerminal.start(200, line, Map.of())) {
      assertThat(terminal.end()).isEqualTo(ExitStatus.SOME_UNANSWERED);
      assertSeenBeforeTheEnd(terminal);
      assertThat(Files.readAllLines(answers)).hasSize(PICTURES - 1);
      List<String> bars = lines(terminal).stream().filter(l -> l.contains("/s ")).toList();
      assertThat(bars).allMatch(bar -> bar.length() == 199);
      assertThat(bars).anyMatch(bar -> bar.endsWith(" left"));
      assertThat(counts(bars, PICTURES)).hasSizeGreaterThan(2);
      List<Shown> drawn =
          terminal.pieces().stream()
              .filter(shown -> shown.text().contains("/" + PICTURES))
              .toList();
      double seconds = (drawn.get(drawn.size() - 1).time() - drawn.get(0).time()) / 1e9;
      assertThat((double) drawn.size()).isLessThanOrEqualTo(10 * seconds + 3);
      // A complaint stands on a line of its own.
      assertThat(lines(terminal)).anyMatch(l -> l.startsWith("mnistfit: ") && l.contains("50.jpg"));
    }
  }

  @Test
  void readFitsANarrowTerminal() throws Exception {
    List<String> bars = bars(40, " >/dev/null", "read", few().toString());
    assertThat(bars).isNotEmpty().allMatch(bar -> bar.length() < 40);
  }

  @Test
  void fitAndEvaluateShowIt() throws Exception {
    copies();
    String results = folder.resolve("results").toString();
    List<String> fit = bars(80, "", "fit", "-o", results, pictures().toString());
    assertThat(counts(fit, PICTURES)).isNotEmpty();
    assertThat(fit).allMatch(bar -> bar.length() == 79);
    var labels = new StringBuilder("path,label\n");
    for (int i = 0; i < PICTURES; i++) {
      labels.append("pictures/").append(i).append(".jpg,8\n");
    }
    Path list = Files.writeString(folder.resolve("labels.csv"), labels);
    List<String> evaluate = bars(200, " >/dev/null", "evaluate", MODEL, list.toString());
    assertThat(counts(evaluate, PICTURES)).isNotEmpty();
    assertThat(evaluate).allMatch(bar -> bar.length() == 199);
  }

  @Test
  void trainShowsIt() throws Exception {
    String data = SharedFolder.require("mnist").toString();
    String model = folder.resolve("model.zip").toString();
    List<String> command = CommandLineRun.process("train", "--data", data, "-o", model).command();
    try (var terminal = PseudoTerminal.start(40, asAPersonStartsIt(command), Map.of())) {
      assertThat(terminal.shows("/60000 ", 120)).isTrue();
      Thread.sleep(1500);
      assertThat(counts(lines(terminal), 60_000)).hasSizeGreaterThan(2);
      assertThat(lines(terminal))
          .filteredOn(line -> line.contains("/60000"))
          .isNotEmpty()
          .allMatch(line -> line.length() < 40 && line.contains("/s") && line.contains(" left"));
    }
  }

  @Test
  void theDownloadShowsIt() throws Exception {
    try (var mirror = new SlowMirror()) {
      List<String> command = new ArrayList<>(CommandLineRun.process().command());
      command.set(command.size() - 1, DownloadInTerminal.class.getName());
      command.add(mirror.uri().toString());
      command.add(folder.toString());
      try (var terminal = PseudoTerminal.start(80, asAPersonStartsIt(command), Map.of())) {
        assertThat(terminal.end()).isEqualTo(ExitStatus.CANNOT_WORK);
        assertSeenBeforeTheEnd(terminal);
        assertThat(lines(terminal))
            .filteredOn(line -> line.contains("/0.1 MB") && line.contains(" MB/s"))
            .hasSizeGreaterThan(2)
            .allMatch(line -> line.length() == 79 && line.contains(" left"));
        assertThat(lines(terminal)).anyMatch(line -> line.contains("downloading MNIST from"));
        assertThat(terminal.text()).as("lines that were escaped").doesNotContain("\\n");
      }
    }
  }

  /** What {@link #readFitsANarrowTerminal} sees bars of. */
  @Test
  void nothingIsDrawnWhereNobodyLooks() throws Exception {
    String[] arguments = {"predict", MODEL, few().toString()};
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

  private Path few() throws IOException {
    Path few = Files.createDirectories(folder.resolve("few"));
    for (int i = 0; i < FEW; i++) {
      Files.copy(Path.of("samples/marker.jpg"), few.resolve(i + ".jpg"));
    }
    return few;
  }

  private void copies() throws IOException {
    Files.createDirectories(pictures());
    for (int i = 0; i < PICTURES; i++) {
      Files.copy(Path.of("samples/marker.jpg"), pictures().resolve(i + ".jpg"));
    }
  }

  /** What a command draws before its end, at which nothing of it must be left. */
  private static List<String> bars(int columns, String redirection, String... arguments)
      throws Exception {
    List<String> command = CommandLineRun.process(arguments).command();
    String line = asAPersonStartsIt(command) + redirection;
    try (var terminal = PseudoTerminal.start(columns, line, Map.of())) {
      assertThat(terminal.end()).isIn(ExitStatus.OK, ExitStatus.SOME_UNANSWERED);
      assertSeenBeforeTheEnd(terminal);
      List<String> lines = lines(terminal);
      String text = terminal.text();
      int last = text.lastIndexOf('\r', text.lastIndexOf("/s "));
      assertThat(text.substring(last + 1)).as("erased").contains("\r\u001b[K");
      return lines.stream().filter(l -> l.contains("/s ")).toList();
    }
  }

  /** What is buffered to the end comes all at once. */
  private static void assertSeenBeforeTheEnd(PseudoTerminal terminal) {
    LongSummaryStatistics times =
        terminal.pieces().stream()
            .filter(shown -> shown.text().contains("/s "))
            .mapToLong(Shown::time)
            .summaryStatistics();
    assertThat(times.getCount()).isGreaterThan(1);
    assertThat(times.getMax() - times.getMin()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(50));
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

  /** Each line as it was drawn. */
  private static List<String> lines(PseudoTerminal terminal) {
    return List.of(terminal.text().replace("\u001b[K", "").split("[\r\n]+"));
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
