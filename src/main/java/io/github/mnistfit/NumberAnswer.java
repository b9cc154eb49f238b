package io.github.mnistfit;

import io.github.mnistfit.fit.PageCopy;
import java.util.List;
import java.util.Optional;

/** What is answered for one picture of numbers: every picture gets exactly one. */
public sealed interface NumberAnswer {
  /**
   * Whether a number is found, and all digits of all numbers are sure.
   *
   * @param minConfidence a digit of less confidence isn't
   */
  default boolean isWhole(double minConfidence) {
    return this instanceof Lines found
        && !found.lines().isEmpty()
        && found.lines().stream().noneMatch(line -> line.text(minConfidence).contains("?"));
  }

  /**
   * The numbers in the picture.
   *
   * @param lines from top to bottom; empty if no digit is found
   * @param picture a reduced copy of the upright picture in grey, to be drawn on, if the reader's
   *     fitter was asked for its steps
   */
  record Lines(List<NumberLine> lines, Optional<PageCopy> picture) implements NumberAnswer {
    /** Copies the lines. */
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The picture can't be read.
   *
   * @param reason why, in a few lower-case words
   * @param isTransient whether the picture has no part in it: another time it may be read
   */
  record Unreadable(String reason, boolean isTransient) implements NumberAnswer {}
}
