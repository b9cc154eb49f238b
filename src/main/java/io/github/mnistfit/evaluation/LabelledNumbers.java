package io.github.mnistfit.evaluation;

import io.github.mnistfit.fitter.CountedSource;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.io.FileNames;
import java.util.List;

/**
 * A picture and the numbers that it shows.
 *
 * @param name its path as it is listed
 * @param source where its bytes are
 * @param rows the digits of each line, from top to bottom
 */
public record LabelledNumbers(String name, PictureSource source, List<String> rows) {
  /** Copies the rows. */
  public LabelledNumbers {
    rows = List.copyOf(rows);
  }

  /** Where it lies, for messages: unlike its name, not only from where its list lies. */
  public String place() {
    return source.file().map(file -> FileNames.of(file) + source.pageMark()).orElse(name);
  }

  /** How many pages or frames its file has, once it was read; only the first counts. */
  public int frames() {
    return CountedSource.frames(source);
  }
}
