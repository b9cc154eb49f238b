package io.github.mnistfit.evaluation;

import io.github.mnistfit.evaluation.LabelTable.Row;
import io.github.mnistfit.fitter.CountedSource;
import io.github.mnistfit.fitter.PictureAddress;
import io.github.mnistfit.fitter.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A CSV file that lists pictures: a header with {@code path} and {@code label}, optionally {@code
 * group}; other columns are left alone.
 */
public final class LabelFile {
  static final String NO_GROUP = "pictures";

  /** A program that took the column for decimal numbers writes 4.0. */
  private static final String DIGIT = "[0-9]([.,]0+)?";

  private LabelFile() {}

  /** Reads a list as the other method does, and tells nobody what was left out. */
  public static List<LabelledPicture> read(Path file) throws IOException {
    return read(file, (name, what) -> {});
  }

  /**
   * Reads the list; the pictures aren't opened.
   *
   * @param file the CSV file, UTF-8; its paths are relative to the folder that it lies in. Or a
   *     folder whose folders, named 0 to 9, have pictures of that digit
   * @param told is told of each folder in which something that people take for a picture was left
   *     out, and of what, in a few lower-case words; or that the list has a picture twice
   * @throws IOException if it can't be read or isn't such a list; the message says where
   */
  public static List<LabelledPicture> read(Path file, BiConsumer<String, String> told)
      throws IOException {
    if (Files.isDirectory(file)) {
      return LabelFolder.read(file, told);
    }
    LabelTable table = LabelTable.read(file);
    if (table.header().contains("rows") && !table.header().contains("label")) {
      throw new IOException(file + " lists pictures of numbers: use mnistfit read --labels.");
    }
    table.require(List.of(List.of("path"), List.of("label")));
    List<LabelledPicture> pictures = new ArrayList<>();
    Map<String, Character> labels = new HashMap<>();
    Set<List<String>> listed = new HashSet<>();
    int again = 0;
    for (Row row : table.rows()) {
      String path = path(table, row);
      String label = table.field(row, "label").orElse("");
      if (label.isEmpty()) {
        boolean isOpen = path.matches("(?s).*[\n,;\t].*") && row.fields().size() == 1;
        throw table.wrong(row, isOpen ? "a quotation mark is never closed" : "there is no label");
      }
      if (!label.matches(DIGIT)) {
        throw table.wrong(row, "the label must be a digit, not \"" + label + "\"");
      }
      String picture = normalized(table, path);
      Character earlier = labels.put(picture, label.charAt(0));
      if (earlier != null && earlier != label.charAt(0)) {
        throw table.wrong(
            row, path + " is a " + label.charAt(0) + " here and a " + earlier + " above");
      }
      String group = table.field(row, "group").orElse(NO_GROUP);
      if (!listed.add(List.of(picture, group))) { // it counts once
        again++;
        continue;
      }
      pictures.add(new LabelledPicture(path, source(table, path), label.charAt(0) - '0', group));
    }
    if (again > 0) {
      told.accept(
          file.toString(),
          again == 1
              ? "lists one picture twice, which counts once"
              : "left out " + again + " lines of pictures that are listed above them");
    }
    return pictures;
  }

  /**
   * Reads a list of pictures of several digits: {@code rows} has the lines of digits from top to
   * bottom, with / between; where there is no such column, {@code label} is the only line.
   *
   * @param file the CSV file, UTF-8; its paths are relative to the folder that it lies in
   * @throws IOException if it can't be read or isn't such a list; the message says where
   */
  public static List<LabelledNumbers> readNumbers(Path file) throws IOException {
    LabelTable table = LabelTable.read(file);
    table.require(List.of(List.of("path"), List.of("rows", "label")));
    List<LabelledNumbers> pictures = new ArrayList<>();
    for (Row row : table.rows()) {
      String path = path(table, row);
      String rows =
          table
              .field(row, "rows")
              .or(() -> table.field(row, "label"))
              .map(field -> field.replaceFirst("^([0-9]+)[.,]0+$", "$1"))
              .orElse("");
      if (!rows.matches("[0-9]+(/[0-9]+)*")) {
        throw table.wrong(
            row, "the rows must be digits with / between lines, not \"" + rows + "\"");
      }
      pictures.add(new LabelledNumbers(path, source(table, path), List.of(rows.split("/", -1))));
    }
    return pictures;
  }

  /** One file's path, however it is written, and whatever links lead to it. */
  private static String normalized(LabelTable table, String path) {
    try {
      Path file = table.file().resolveSibling(path.replace('\\', '/'));
      return (Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize())
          .toString();
    } catch (InvalidPathException | IOException e) {
      return path; // told where it is read
    }
  }

  private static String path(LabelTable table, Row row) throws IOException {
    return table.field(row, "path").orElseThrow(() -> table.wrong(row, "there is no path"));
  }

  /**
   * A picture of the list; what can't be a path is a picture that can't be read. A list from
   * Windows may have {@code \} where other systems have {@code /}.
   */
  private static PictureSource source(LabelTable table, String path) {
    try {
      Path file = table.file().resolveSibling(path);
      if (PictureAddress.is(path, file)) {
        return () -> {
          throw new IOException(PictureAddress.REASON);
        };
      }
      boolean isOfWindows = path.contains("\\") && !Files.exists(file);
      return new CountedSource(
          PictureSource.named(
              isOfWindows ? table.file().resolveSibling(path.replace('\\', '/')) : file));
    } catch (InvalidPathException e) {
      return () -> {
        throw new IOException("is not a path: " + e.getReason(), e);
      };
    }
  }
}
