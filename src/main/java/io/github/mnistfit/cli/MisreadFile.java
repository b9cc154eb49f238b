package io.github.mnistfit.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.mnistfit.Answer;
import io.github.mnistfit.io.WholeFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Collects the pictures that were read wrong, the most confident first, and writes them as CSV. */
final class MisreadFile {
  private final List<Misread> misread = new ArrayList<>();

  private record Misread(LabelledSource picture, Answer answer) {
    double confidence() {
      return answer instanceof Answer.Read read ? read.prediction().confidence() : 0;
    }

    String digit() {
      return answer instanceof Answer.Read read ? Integer.toString(read.prediction().digit()) : "?";
    }

    String error() {
      if (answer instanceof Answer.Unreadable unreadable) {
        return unreadable.reason();
      }
      return answer instanceof Answer.NoDigit noDigit ? noDigit.reason() : "";
    }
  }

  /** Notes a picture if it was read wrong. */
  void add(LabelledSource picture, Answer answer) {
    boolean right =
        answer instanceof Answer.Read read && read.prediction().digit() == picture.label();
    if (!right) {
      misread.add(new Misread(picture, answer));
    }
  }

  /**
   * Writes the list, replacing the file if it is there.
   *
   * @throws IOException if it can't be written
   */
  void writeTo(Path file) throws IOException {
    misread.sort(Comparator.comparingDouble(Misread::confidence).reversed());
    WholeFile.write(
        file,
        true,
        out -> {
          var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
          csv.writeRecord("path", "group", "label", "digit", "confidence", "error");
          for (Misread one : misread) {
            csv.writeRecord(
                one.picture().name(),
                one.picture().group(),
                Integer.toString(one.picture().label()),
                one.digit(),
                String.format(Locale.ROOT, "%.4f", one.confidence()),
                one.error());
          }
          csv.flush();
        });
  }
}
