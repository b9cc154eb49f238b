package io.github.mnistfit.cli.output;

import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.report.BoxDrawing;
import io.github.mnistfit.report.BoxDrawing.Mark;
import java.nio.file.Path;
import java.util.ArrayList;
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
      folder.write(picture, BoxDrawing.toPng(grey, marks(lines.lines())));
    }
  }

  private List<Mark> marks(List<NumberLine> lines) {
    List<Mark> marks = new ArrayList<>();
    for (NumberLine line : lines) {
      for (Digit digit : line.digits()) {
        boolean sure = digit.prediction().confidence() >= least;
        String caption = sure ? Integer.toString(digit.prediction().digit()) : "?";
        marks.add(new Mark(digit.box(), caption, sure));
      }
    }
    return marks;
  }
}
