package io.github.mnistfit.cli.output;

import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.report.BoxDrawing;
import io.github.mnistfit.report.BoxDrawing.Entry;
import io.github.mnistfit.report.BoxDrawing.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code --steps} of {@code read} draws: each picture with what was found in it. */
public final class Drawings {
  private static final DrawnFiles.Form<Entry> FORM =
      new DrawnFiles.Form<>(40, "a drawing of each picture", BoxDrawing::toPng);

  private final DrawnFiles<Entry> files;
  private final double least;
  private int number;

  /**
   * Begins.
   *
   * @param force whether what is already there may be replaced
   * @param isRead tells which files are pictures that are read, and stay
   * @param least a digit of less confidence is a question mark
   * @throws CannotWorkException if nothing can be written there
   */
  public Drawings(Path target, boolean force, Predicate<Path> isRead, double least)
      throws CannotWorkException {
    this.files = new DrawnFiles<>(target, force, /* isResumed= */ false, isRead, FORM);
    this.least = least;
  }

  /**
   * Draws a picture; an unreadable one gets no drawing.
   *
   * @throws IOException if the sheet is full, or would be written over a picture
   */
  public void add(PictureArgument argument, NumberAnswer answer) throws IOException {
    if (answer instanceof NumberAnswer.Lines lines) {
      PageCopy copy = lines.picture().orElseThrow();
      var picture = new BoxDrawing.Ground(copy.grey(), copy.scale());
      List<List<Mark>> rows = lines.lines().stream().map(line -> row(line, least)).toList();
      files.add(
          ++number,
          argument,
          () -> BoxDrawing.toPng(picture, rows),
          () -> new Entry(Texts.printable(argument.name()), picture, rows));
    }
  }

  /**
   * Writes the sheet of all, if there is a picture to show.
   *
   * @return what was written, and where; empty if nothing was
   * @throws CannotWorkException if it can't be written
   */
  public Optional<String> finish() throws CannotWorkException {
    return files.finish();
  }

  /** What is drawn of a line: a digit of less confidence than the least is a question mark. */
  static List<Mark> row(NumberLine line, double least) {
    return line.digits().stream()
        .map(
            digit -> {
              boolean sure = digit.prediction().confidence() >= least;
              String caption = sure ? Integer.toString(digit.prediction().digit()) : "?";
              return new Mark(digit.box(), caption, sure);
            })
        .toList();
  }
}
