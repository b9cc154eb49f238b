package io.github.mnistfit.cli;

import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.report.BoxDrawing;
import io.github.mnistfit.report.BoxDrawing.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Drawings of what was read, in one folder, numbered in the order of the pictures. */
final class DrawingFolder {
  private final Path folder;
  private final double least;
  private int number;

  DrawingFolder(Path folder, double least) throws CannotWorkException {
    this.folder = folder;
    this.least = least;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotWorkException("The folder " + folder + " can't be made: " + e, e);
    }
  }

  /**
   * Draws a picture, replacing a drawing of the same number and name.
   *
   * @throws IOException if the picture can't be read again
   */
  void add(PictureArgument picture, List<NumberLine> lines) throws IOException {
    number++;
    byte[] png;
    try (Picture opened = picture.open(ColourMode.OPENCV_GREY)) {
      png = BoxDrawing.toPng(opened.toGrey(), marks(lines));
    }
    Path name = Path.of(picture.name()).getFileName();
    Path target = folder.resolve("%05d-%s.png".formatted(number, name));
    try {
      WholeFile.write(target, true, out -> out.write(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
