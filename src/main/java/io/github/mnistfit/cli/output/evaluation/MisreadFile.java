package io.github.mnistfit.cli.output.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the pictures that were read wrong, the most confident first, and writes them as CSV. */
public final class MisreadFile implements LabelledOutput {
  private final Path file;
  private final double rightFrom;
  private final List<Misread> misread = new ArrayList<>();

  private record Misread(LabelledPicture picture, Answered answered) {
    double confidence() {
      return answered.answer() instanceof Answer.Read read ? read.prediction().confidence() : 0;
    }

    String digit() {
      if (answered.answer() instanceof Answer.Unreadable) {
        return "";
      }
      return answered.hasDigit()
          ? Integer.toString(((Answer.Read) answered.answer()).prediction().digit())
          : "?";
    }

    String confidenceIfRead() {
      return answered.answer() instanceof Answer.Read ? answered.confidence().toPlainString() : "";
    }
  }

  /**
   * Begins an empty list.
   *
   * @param rightFrom the confidence from which a digit can be right
   * @throws CannotWorkException if the file can't be written
   */
  public MisreadFile(Path file, double rightFrom) throws CannotWorkException {
    OutputFiles.requireWritable(file);
    this.file = file;
    this.rightFrom = rightFrom;
  }

  /** Notes a picture if it was read wrong. */
  @Override
  public void add(LabelledPicture picture, Answer answer, Extras extras) {
    if (!picture.isReadRight(answer, rightFrom)) {
      misread.add(new Misread(picture, new Answered(picture.name(), answer, rightFrom)));
    }
  }

  @Override
  public Optional<String> finish(Evaluation evaluation) throws CannotWorkException {
    try {
      write();
      return Optional.of(file.toString());
    } catch (IOException e) {
      throw new CannotWorkException(
          "The errors can't be written to " + file + ": " + Texts.reason(e) + ".", e);
    }
  }

  private void write() throws IOException {
    misread.sort(Comparator.comparingDouble(Misread::confidence).reversed());
    AtomicFile.write(
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
                one.confidenceIfRead(),
                one.answered().error());
          }
          csv.flush();
        });
  }
}
