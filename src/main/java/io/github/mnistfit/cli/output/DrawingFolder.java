package io.github.mnistfit.cli.output;

import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.report.BoxDrawing;
import io.github.mnistfit.report.BoxDrawing.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drawings of what was read, in one folder, numbered in the order of the pictures. */
public final class DrawingFolder {
  private final NumberedFolder folder;
  private final double least;

  public DrawingFolder(Path folder, double least) throws CannotWorkException {
    this.folder = new NumberedFolder(folder);
    this.least = least;
  }

  /**
   * Draws a picture.
   *
   * @throws IOException if the picture can't be read again
   */
  public void add(PictureArgument picture, List<NumberLine> lines) throws IOException {
    folder.next();
    byte[] png;
    try (Picture opened = picture.open(ColourMode.OPENCV_GREY)) {
      png = BoxDrawing.toPng(opened.toGrey(), marks(lines));
    }
    folder.write(picture, png);
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
