package io.github.mnistfit.evaluation;

import java.nio.file.Path;
import java.util.List;

/**
 * A picture and the numbers that it shows.
 *
 * @param path as it is listed
 * @param file the same, relative to where the list lies
 * @param rows the digits of each line, from top to bottom
 */
public record LabelledNumbers(String path, Path file, List<String> rows) {
  /** Copies the rows. */
  public LabelledNumbers {
    rows = List.copyOf(rows);
  }
}
