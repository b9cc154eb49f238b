package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.numbers.SegmentationGraph;
import java.util.List;
import java.util.Optional;

/** What a {@link Fitter} makes of a picture of numbers. */
public sealed interface Segmented permits Segmented.Lines, Fitted.Unreadable {
  /**
   * The lines of digits.
   *
   * @param lines a graph a line, from top to bottom; empty if nothing is written
   * @param page its copy, if {@link Extra#PAGE_COPY} was asked for
   * @param picture the upright picture in grey, to be drawn on, if {@link Extra#STEPS} were asked
   *     for
   */
  record Lines(List<SegmentationGraph> lines, Optional<PageCopy> page, Optional<PageCopy> picture)
      implements Segmented {
    /** Copies the lines. */
    public Lines {
      lines = List.copyOf(lines);
    }
  }
}
