package io.github.mnistfit.blackbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The labelled pictures of a folder. */
final class PictureFolder {
  /** As {@code underline-2-A.jpg}: a condition, the digit, whose hand. */
  private static final Pattern NAMED = Pattern.compile("(.+)-([0-9])-[A-Z]\\.[a-z]+");

  /** Brackets aren't digits, but beside one they are no single digit either. */
  private static final String NOT_SINGLE = "paren";

  private PictureFolder() {}

  /**
   * A picture and what it shows.
   *
   * @param rows its lines of digits, from top to bottom; none if it shows no digit
   */
  record Labelled(Path file, List<String> rows) {}

  /**
   * Lists a folder: by its {@code labels.csv} if it has one; else by the names of its pictures. In
   * a folder {@code nodigit} no picture shows a digit.
   *
   * @param group the group, the condition in a name; null for all
   */
  static List<Labelled> list(Path folder, String group) throws IOException {
    Path labels = folder.resolve("labels.csv");
    return Files.exists(labels) ? listed(labels, group) : named(folder, group);
  }

  private static List<Labelled> listed(Path labels, String group) throws IOException {
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(labels)) {
      return records.stream()
          .filter(record -> group == null || record.getField("group").equals(group))
          .map(
              record ->
                  new Labelled(
                      labels.resolveSibling(record.getField("path")),
                      List.of(
                          record
                              .findField("rows")
                              .orElseGet(() -> record.getField("label"))
                              .split("/", -1))))
          .toList();
    }
  }

  private static List<Labelled> named(Path folder, String group) throws IOException {
    boolean noDigit = folder.endsWith("nodigit");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .flatMap(file -> (noDigit ? noDigit(file) : byName(file, group)).stream())
          .toList();
    }
  }

  private static Optional<Labelled> noDigit(Path file) {
    return Optional.of(file)
        .filter(f -> !f.toString().endsWith(".txt"))
        .map(f -> new Labelled(f, List.of()));
  }

  private static Optional<Labelled> byName(Path file, String group) {
    return Optional.of(NAMED.matcher(file.getFileName().toString()))
        .filter(Matcher::matches)
        .filter(name -> !name.group(1).matches("(read|fmt)-.*|" + NOT_SINGLE))
        .filter(name -> group == null || name.group(1).equals(group))
        .map(name -> new Labelled(file, List.of(name.group(2))));
  }
}
