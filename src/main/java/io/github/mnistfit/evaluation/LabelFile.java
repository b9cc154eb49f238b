package io.github.mnistfit.evaluation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.mnistfit.fitter.PictureSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file that lists pictures: a header with {@code path} and {@code label}, optionally {@code
 * group}; other columns are left alone.
 */
public final class LabelFile {
  private static final String NO_GROUP = "pictures";

  private LabelFile() {}

  /**
   * Reads the list; the pictures aren't opened.
   *
   * @param file the CSV file, UTF-8; its paths are relative to the folder that it lies in
   * @throws IOException if it can't be read or isn't such a list; the message says where
   */
  public static List<LabelledPicture> read(Path file) throws IOException {
    return read(file, LabelFile::picture);
  }

  /**
   * Reads a list of pictures of several digits: {@code rows} has the lines of digits from top to
   * bottom, with / between; where there is no such column, {@code label} is the only line.
   *
   * @param file the CSV file, UTF-8; its paths are relative to the folder that it lies in
   * @throws IOException if it can't be read or isn't such a list; the message says where
   */
  public static List<LabelledNumbers> readNumbers(Path file) throws IOException {
    return read(file, LabelFile::numbers);
  }

  /** Makes something of one record. */
  @FunctionalInterface
  private interface Maker<T> {
    T make(NamedCsvRecord record, Path file) throws IOException;
  }

  private static <T> List<T> read(Path file, Maker<T> maker) throws IOException {
    List<T> pictures = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord record : records) {
        pictures.add(maker.make(record, file));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new IOException(file + " is not a CSV file: " + e.getMessage(), e);
    }
    if (pictures.isEmpty()) {
      throw new IOException(file + " lists no pictures");
    }
    return pictures;
  }

  private static LabelledPicture picture(NamedCsvRecord record, Path file) throws IOException {
    String path = path(record, file);
    String label =
        record
            .findField("label")
            .orElseThrow(() -> new IOException(file + " has no column named label"));
    if (!label.matches("[0-9]")) {
      throw new IOException(
          file
              + ", line "
              + record.getStartingLineNumber()
              + ": the label must be a digit, not "
              + label);
    }
    return new LabelledPicture(
        path,
        source(file, path),
        Integer.parseInt(label),
        record.findField("group").filter(group -> !group.isEmpty()).orElse(NO_GROUP));
  }

  private static LabelledNumbers numbers(NamedCsvRecord record, Path file) throws IOException {
    String path = path(record, file);
    String rows =
        record
            .findField("rows")
            .or(() -> record.findField("label"))
            .orElseThrow(() -> new IOException(file + " has no column named rows or label"));
    if (!rows.matches("[0-9]+(/[0-9]+)*")) {
      throw new IOException(
          file
              + ", line "
              + record.getStartingLineNumber()
              + ": the rows must be digits with / between lines, not "
              + rows);
    }
    return new LabelledNumbers(path, source(file, path), List.of(rows.split("/", -1)));
  }

  private static String path(NamedCsvRecord record, Path file) throws IOException {
    return record
        .findField("path")
        .orElseThrow(() -> new IOException(file + " has no column named path"));
  }

  /** A picture of the list; what can't be a path is a picture that can't be read. */
  private static PictureSource source(Path file, String path) {
    try {
      return PictureSource.of(file.resolveSibling(path));
    } catch (InvalidPathException e) {
      return () -> {
        throw new IOException("is not a path: " + e.getReason(), e);
      };
    }
  }
}
