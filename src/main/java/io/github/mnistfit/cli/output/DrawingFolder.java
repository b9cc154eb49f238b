package io.github.mnistfit.cli.output;

import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.report.BoxDrawing;
import io.github.mnistfit.report.BoxDrawing.Mark;
import java.nio.file.Path;
import java.util.List;

/** Drawings of what was read, in one folder, numbered in the order of the pictures. */
public final class DrawingFolder {
  private final NumberedFolder folder;
  private final double least;

  /**
   * Makes the folder if it isn't there.
   *
   * @param least a digit of less confidence is a question mark
   * @throws CannotWorkException if it can't be made
   */
  public DrawingFolder(Path folder, double least) throws CannotWorkException {
    this.folder = new NumberedFolder(folder);
    this.least = least;
  }

  /** Draws a picture; an unreadable one gets no drawing. */
  public void add(PictureArgument picture, NumberAnswer answer) {
    if (answer instanceof NumberAnswer.Lines lines) {
      folder.next();
      GreyImage grey = lines.picture().orElseThrow();
      folder.write(picture, BoxDrawing.toPng(grey, lines.lines().stream().map(this::row).toList()));
    }
  }

  private List<Mark> row(NumberLine line) {
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
