package io.github.mnistfit.cli.option;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.report.LearningCurves;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The files that get a run's learning curves: numbers, or a drawing of them. */
public final class CurveFiles {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--curves",
      paramLabel = "FILE",
      description =
          "Write loss and accuracy of each epoch to FILE.csv, or draw them in FILE.svg, replacing"
              + " it; may be given for both.")
  private List<Path> files = List.of();

  /**
   * Finds before the run what would make the files unwritable after it, and what would be lost.
   *
   * @param model what else the run writes
   * @param read what the run reads
   * @throws ParameterException if one is neither CSV nor SVG, or two outputs are one file
   * @throws CannotWorkException if one can't be written, or is read
   */
  public void check(Path model, Collection<Path> read) throws CannotWorkException {
    OutputFiles.requireDistinct(
        spec, Stream.concat(Stream.of(model), files.stream()).toArray(Path[]::new));
    for (Path file : files) {
      if (!isSvg(file) && !hasEnding(file, ".csv")) {
        throw new ParameterException(
            spec.commandLine(), "--curves must name a file that ends in .csv or .svg.");
      }
      OutputFiles.requireOther(file, read);
      OutputFiles.requireWritable(file);
    }
  }

  /**
   * Writes them all.
   *
   * @param epochs the run's log, whole or so far; nothing is written if it is empty
   * @return those that were written
   */
  public List<Path> write(List<Epoch> epochs) throws IOException {
    List<Path> written = epochs.isEmpty() ? List.of() : files;
    for (Path file : written) {
      AtomicFile.write(
          file,
          true,
          out -> {
            if (isSvg(file)) {
              out.write(LearningCurves.svg(points(epochs)).getBytes(StandardCharsets.UTF_8));
            } else {
              writeCsv(epochs, out);
            }
          });
    }
    return written;
  }

  private static List<LearningCurves.Point> points(List<Epoch> epochs) {
    return epochs.stream()
        .map(
            epoch ->
                new LearningCurves.Point(
                    epoch.loss(),
                    epoch.validation() == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(1 - epoch.validation().accuracy())))
        .toList();
  }

  private static void writeCsv(List<Epoch> epochs, OutputStream out) throws IOException {
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord("epoch", "loss", "held_out_accuracy", "seconds", "waiting");
    for (Epoch epoch : epochs) {
      csv.writeRecord(
          Integer.toString(epoch.epoch()),
          String.format(Locale.ROOT, "%.6f", epoch.loss()),
          epoch.validation() == null
              ? ""
              : String.format(Locale.ROOT, "%.4f", epoch.validation().accuracy()),
          String.format(Locale.ROOT, "%.1f", epoch.seconds()),
          String.format(Locale.ROOT, "%.4f", epoch.waiting()));
    }
    csv.flush();
  }

  private static boolean isSvg(Path file) {
    return hasEnding(file, ".svg");
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
