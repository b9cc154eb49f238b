package io.github.mnistfit.cli;

import io.github.mnistfit.NumberLine;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledNumbers;
import io.github.mnistfit.evaluation.NumberEvaluation;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Measures how numbers are read, and prints it. */
final class ReadEvaluation {
  private ReadEvaluation() {}

  /**
   * Reads all pictures of a list.
   *
   * @param network not closed here
   * @throws IOException if the list can't be read; the message is for the user
   */
  static NumberEvaluation of(DigitNetwork network, Path labels) throws IOException {
    NumberReader reader = NumberReader.of(network);
    var evaluation = new NumberEvaluation();
    for (LabelledNumbers picture : LabelFile.readNumbers(labels)) {
      List<String> read;
      try {
        read =
            reader.read(PictureSource.of(picture.file())).stream()
                .map((NumberLine line) -> line.text(reader.minConfidence()))
                .toList();
      } catch (IOException e) {
        read = List.of(); // counted as all wrong
      }
      evaluation.add(picture, read);
    }
    return evaluation;
  }

  /** Prints the figures, then each picture that went wrong. */
  static void print(NumberEvaluation evaluation, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "lines exact       %d of %d (%.1f %%)%n",
        evaluation.exact(),
        evaluation.lines(),
        100.0 * evaluation.exact() / evaluation.lines());
    out.printf(
        Locale.ROOT,
        "digit error rate  %d of %d (%.1f %%)%n",
        evaluation.edits(),
        evaluation.digits(),
        100.0 * evaluation.edits() / evaluation.digits());
    for (NumberEvaluation.Misread misread : evaluation.misread()) {
      out.println(
          Texts.printable(misread.path())
              + ": "
              + String.join("/", misread.read())
              + " instead of "
              + String.join("/", misread.rows()));
    }
  }
}
