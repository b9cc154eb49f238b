package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.io.FileNames;
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
  /** The name of the fit of images that aren't fitted: they are in MNIST's form already. */
  public static final String NO_FIT = "no";

  private final Path file;
  private final HtmlReport report;
  private int unreadable;

  /** Why it can't be written, once that is known; the pictures are answered all the same. */
  private Optional<CannotWorkException> failure = Optional.empty();

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
      throw cannotWrite(e);
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

  /**
   * Adds a picture of which it isn't known what it shows.
   *
   * @param hint what helps with it
   */
  public void add(Answered answered, Optional<String> hint, PictureSource source, Extras extras) {
    add(answered, hint, source, Optional.empty(), "", extras);
  }

  /**
   * Adds a picture. If that can't be written, {@code write} tells why.
   *
   * @param hint what helps with it
   * @param label what it shows, where that is known
   * @param group the group that it belongs to; empty if there are none
   * @param extras its thumbnail and its steps, as far as they were made
   */
  public void add(
      Answered answered,
      Optional<String> hint,
      PictureSource source,
      Optional<ReportRow.Label> label,
      String group,
      Extras extras) {
    if (failure.isPresent()) {
      return;
    }
    boolean isUnreadable = answered.answer() instanceof Answer.Unreadable;
    unreadable += isUnreadable ? 1 : 0;
    Optional<Answer.Read> read =
        answered.answer() instanceof Answer.Read r ? Optional.of(r) : Optional.empty();
    String digit =
        answered.hasDigit()
            ? Integer.toString(read.orElseThrow().prediction().digit())
            : isUnreadable ? ReportRow.UNREADABLE : ReportRow.NO_DIGIT;
    var row =
        new ReportRow(
            answered.name(),
            source
                .file()
                .filter(path -> !FileNames.isLossy(path.toString())) // no text file can name it
                .map(path -> path.toAbsolutePath().normalize() + source.pageMark())
                .orElse(""),
            new ReportRow.Told(digit, Hint.with(answered.error(), hint)),
            label,
            group,
            read.map(r -> probabilities(r, answered)).orElse(List.of()),
            extras.thumbnail(),
            read.map(r -> PngWriter.toPng(r.image())),
            extras.steps().stream()
                .map(step -> new ReportRow.Step(step.step(), step.image()))
                .toList(),
            read.map(r -> compared(r, answered)).orElse(List.of()));
    try {
      report.add(row);
    } catch (IOException e) {
      failure = Optional.of(cannotWrite(e));
    }
  }

  /** Whether there is no picture to show. */
  public boolean isEmpty() {
    return report.size() == 0 && failure.isEmpty();
  }

  private static List<ReportRow.Probability> probabilities(Answer.Read read, Answered answered) {
    return Arrays.stream(read.prediction().probabilities())
        .mapToObj(p -> new ReportRow.Probability(p, answered.rounded(p).toPlainString()))
        .toList();
  }

  private static List<ReportRow.Compared> compared(Answer.Read read, Answered answered) {
    return read.hypotheses().stream()
        .map(
            hypothesis ->
                new ReportRow.Compared(
                    AnswerText.of(hypothesis, answered),
                    hypothesis.image(),
                    read.isChosen(hypothesis)))
        .toList();
  }

  /**
   * Writes a page of pictures of which it isn't known what they show, replacing it if it is there.
   *
   * @param fit the name of the fit
   * @param models the models' files
   * @return its name
   * @throws CannotWorkException if it can't be written
   */
  public Optional<String> write(String title, String fit, List<Path> models)
      throws CannotWorkException {
    int without = report.size() - report.told() - unreadable;
    String headline =
        report.size() == 0
            ? "No pictures"
            : "%,d of %,d pictures read".formatted(report.told(), report.size())
                + (without == 0 ? "" : ", %,d answered ?".formatted(without))
                + (unreadable == 0 ? "" : ", %,d unreadable".formatted(unreadable));
    return write(title, headline, about(fit, models), Optional.empty());
  }

  /**
   * Writes a page of labelled pictures, replacing it if it is there.
   *
   * @param fit the name of the fit
   * @param models the models' files
   * @return its name
   * @throws CannotWorkException if it can't be written
   */
  public Optional<String> write(String title, String fit, List<Path> models, ReportFigures figures)
      throws CannotWorkException {
    return write(title, figures.headline(), about(fit, models), Optional.of(figures));
  }

  private Optional<String> write(
      String title, String headline, String about, Optional<ReportFigures> figures)
      throws CannotWorkException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      report.write(new HtmlReport.Text(title, headline, about), figures);
      return Optional.of(file.toString());
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private CannotWorkException cannotWrite(IOException failed) {
    return new CannotWorkException(
        "The report can't be written to " + file + ": " + Texts.reason(failed) + ".", failed);
  }

  private static String about(String fit, List<Path> models) {
    return "Made by mnistfit %s with %s and %s."
        .formatted(
            Versions.all().get("mnistfit"),
            fit.equals(NO_FIT) ? "no fit" : "the " + fit + " fit",
            models.stream()
                .map(model -> model.getFileName().toString())
                .collect(Collectors.joining(", ")));
  }

  @Override
  public void close() {
    try {
      report.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The report's temporary file can't be closed: " + Texts.reason(e) + ".", e);
    }
  }
}
