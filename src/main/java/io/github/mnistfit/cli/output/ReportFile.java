package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.cli.output.answer.Answered;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.report.HtmlReport;
import io.github.mnistfit.report.ReportFigures;
import io.github.mnistfit.report.ReportRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The page of {@code --report}: turns answers into its rows. */
public final class ReportFile implements Closeable {
  private final Path file;
  private final HtmlReport report;

  /**
   * Begins the page, so that a wrong path is told before the work.
   *
   * @throws CannotWorkException if it can't be written
   */
  public ReportFile(Path file) throws CannotWorkException {
    this.file = file;
    OutputFiles.requireWritable(file);
    try {
      this.report = new HtmlReport(file);
    } catch (IOException e) {
      throw new CannotWorkException(
          "The report can't be written to " + file + ": " + Texts.reason(e), e);
    }
  }

  /**
   * Refuses a name that says it is no page: whoever writes {@code --report r.txt} expects text.
   *
   * @param file null if none is wanted
   * @throws ParameterException if it doesn't end in .html or .htm
   */
  public static void check(Path file, CommandSpec command) {
    if (file != null && !file.toString().toLowerCase(Locale.ROOT).matches(".*[.]html?")) {
      throw new ParameterException(
          command.commandLine(), "--report must name a file that ends in .html.");
    }
  }

  /** Adds a picture of which it isn't known what it shows. */
  public void add(Answered answered, Optional<byte[]> thumbnail) {
    add(answered, Optional.empty(), "", thumbnail);
  }

  /**
   * Adds a picture.
   *
   * @param label the digit that it shows
   * @param group the group that it belongs to; empty if there are none
   * @param thumbnail a small JPEG of it
   * @throws UncheckedIOException if the disk is full
   */
  public void add(
      Answered answered, Optional<Integer> label, String group, Optional<byte[]> thumbnail) {
    Optional<Answer.Read> read =
        answered.answer() instanceof Answer.Read r ? Optional.of(r) : Optional.empty();
    List<Double> probabilities =
        read.map(r -> Arrays.stream(r.prediction().probabilities()).boxed().toList())
            .orElse(List.of());
    var row =
        new ReportRow(
            answered.name(),
            answered.hasDigit() ? Integer.toString(read.orElseThrow().prediction().digit()) : "?",
            answered.error(),
            label,
            group,
            probabilities,
            thumbnail,
            read.map(r -> PngWriter.toPng(r.image())));
    try {
      report.add(row);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The report can't be written to " + file + ": " + Texts.reason(e), e);
    }
  }

  /**
   * Writes the page, replacing it if it is there.
   *
   * @param fit the name of the fit
   * @param models the models' files
   * @throws CannotWorkException if it can't be written
   */
  public void write(String title, String fit, List<Path> models, Optional<ReportFigures> figures)
      throws CannotWorkException {
    String about =
        "Made by mnistfit %s with the %s fit and %s."
            .formatted(
                Versions.all().get("mnistfit"),
                fit,
                models.stream()
                    .map(model -> model.getFileName().toString())
                    .collect(Collectors.joining(", ")));
    try {
      report.write(title, about, figures);
    } catch (IOException e) {
      throw new CannotWorkException(
          "The report can't be written to " + file + ": " + Texts.reason(e), e);
    }
  }

  @Override
  public void close() {
    try {
      report.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The report's temporary file can't be closed: " + Texts.reason(e), e);
    }
  }
}
