package io.github.mnistfit.cli.output;

import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.report.BoxDrawing;
import io.github.mnistfit.report.BoxDrawing.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What {@code read --steps} writes: where a PNG file is named, one sheet with a drawing of each
 * picture; else a folder of drawings, numbered in the order of the pictures.
 */
public final class Drawings {
  /** More are too large a sheet to be looked at, and to be held in memory. */
  private static final int MOST = 40;

  private final Path target;
  private final NumberedFolder folder;
  private final double least;
  private final List<BoxDrawing.Entry> entries = new ArrayList<>();
  private int number;

  /**
   * Makes the folder, if it is to be one and isn't there.
   *
   * @param force whether what is already there may be replaced
   * @param isRead tells which files are pictures that are read, and stay
   * @param least a digit of less confidence is a question mark
   * @throws CannotWorkException if nothing can be written there
   */
  public Drawings(Path target, boolean force, Predicate<Path> isRead, double least)
      throws CannotWorkException {
    this.target = target;
    this.least = least;
    if (StepSheets.isOneSheet(target)) {
      StepSheets.requireNew(target, force);
      folder = null;
    } else {
      folder = new NumberedFolder(target, force, /* isResumed= */ false, isRead);
    }
  }

  /**
   * Draws a picture; an unreadable one gets no drawing.
   *
   * @throws IOException if the sheet is full, or would be written over a picture
   */
  public void add(PictureArgument argument, NumberAnswer answer) throws IOException {
    if (!(answer instanceof NumberAnswer.Lines lines)) {
      return;
    }
    PageCopy copy = lines.picture().orElseThrow();
    var picture = new BoxDrawing.Ground(copy.grey(), copy.scale());
    List<List<Mark>> rows = lines.lines().stream().map(line -> row(line, least)).toList();
    if (folder != null) {
      folder.write(++number, argument, BoxDrawing.toPng(picture, rows));
    } else if (entries.size() == MOST) {
      throw new IOException("not on the sheet, which holds " + MOST + " pictures");
    } else {
      entries.add(new BoxDrawing.Entry(Texts.printable(argument.name()), picture, rows));
    }
  }

  /**
   * Writes the sheet of all, if there is a picture to show.
   *
   * @return what was written, and where; empty if nothing was
   * @throws CannotWorkException if it can't be written
   */
  public Optional<String> finish() throws CannotWorkException {
    if (folder != null) {
      return folder.finish("a drawing of each picture");
    }
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    try {
      AtomicFile.write(target, true, out -> out.write(BoxDrawing.toPng(entries)));
    } catch (IOException e) {
      throw new CannotWorkException(target + " can't be written: " + Texts.reason(e) + ".", e);
    }
    return Optional.of(target.toString());
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
