package io.github.mnistfit.measure;

import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** A Markdown document that a program writes. */
final class Document {
  private final StringBuilder text = new StringBuilder();

  /** Adds a line, formatted as by {@link String#format}. */
  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Adds a table's head for {@link #accuracies}. */
  void groupHeader(String first) {
    line("| %s | crop | drawn | photo | tiny | mean | all |", first);
    line("| --- | --- | --- | --- | --- | --- | --- |");
  }

  /** Adds a table's line: the accuracy of each group, their mean, and all pictures', in %. */
  void accuracies(String name, Evaluation evaluation) {
    var row = new StringBuilder("| " + name + " |");
    evaluation
        .groups()
        .values()
        .forEach(
            tally -> row.append(String.format(Locale.ROOT, " %.1f |", 100 * tally.accuracy())));
    line(
        "%s %.1f | %.1f |",
        row, 100 * evaluation.meanGroupAccuracy(), 100 * evaluation.all().accuracy());
  }

  @Override
  public String toString() {
    return text.toString();
  }

  void save(Path file) throws IOException {
    AtomicFile.write(
        file, true, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    System.out.println("wrote " + file);
  }
}
