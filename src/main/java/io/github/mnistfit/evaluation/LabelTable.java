package io.github.mnistfit.evaluation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.mnistfit.fitter.PictureFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A CSV file as spreadsheets write it: with commas, semicolons or tabs, with or without a
 * byte-order mark or a line {@code sep=;}, in Unicode or in Windows' own Western encoding, its
 * header in capitals or not, and spaces around anything.
 *
 * @param file where it comes from, for messages
 * @param header the columns' names, in small letters
 * @param rows those that aren't blank
 */
record LabelTable(Path file, List<String> header, List<Row> rows) {
  /** As many bytes as have the header. */
  private static final int BEGINNING = 4096;

  /** A million long paths. */
  private static final long MOST_BYTES = 1 << 28;

  /** What spreadsheets on Windows write unless they are asked for UTF-8. */
  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** A row, and the line of the file where it begins. */
  record Row(long line, List<String> fields) {}

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read; the message is for the user
   */
  static LabelTable read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe can't be read three times
      throw new IOException(
          file
              + (Files.isDirectory(file)
                  ? " is a folder, not a list of pictures."
                  : " is not a regular file: write the list to one first."));
    }
    if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is larger than any list of pictures.");
    }
    // What the kernel makes up, as in /proc, has no size, and could keep us waiting, too.
    if (Files.exists(file) && Files.size(file) == 0) {
      throw new IOException(file + " lists no pictures.");
    }
    if (PictureFolder.isPicture(file)) {
      throw new IOException(file + " is a picture, not a list of pictures.");
    }
    List<Row> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator(file))
            .detectBomHeader(true)
            .ofCsvRecord(file, encoding(file))) {
      for (CsvRecord record : records) {
        List<String> fields = record.getFields().stream().map(String::strip).toList();
        if (!fields.stream().allMatch(String::isEmpty)) {
          rows.add(new Row(record.getStartingLineNumber(), fields));
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + ".", e);
    } catch (CsvParseException | UncheckedIOException e) {
      throw new IOException(file + " is not a CSV file: " + e.getMessage() + ".", e);
    }
    if (!rows.isEmpty() && rows.get(0).fields().get(0).matches("sep=[;,]?")) {
      rows.remove(0); // it tells a spreadsheet the separator
    }
    if (!rows.isEmpty() && rows.get(0).fields().stream().anyMatch(LabelTable::isNoText)) {
      throw new IOException(
          file
              + " holds no text: a list of pictures is a CSV file with the columns path and label.");
    }
    List<String> header =
        rows.isEmpty()
            ? List.of()
            : rows.remove(0).fields().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return new LabelTable(file, header, rows);
  }

  private static boolean isNoText(String field) {
    return field.chars().anyMatch(Character::isISOControl);
  }

  /** UTF-8 where the bytes are; a byte-order mark, which tells more, is looked for later. */
  private static Charset encoding(Path file) throws IOException {
    try (Reader reader = new InputStreamReader(Files.newInputStream(file), strict())) {
      reader.transferTo(Writer.nullWriter());
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return WESTERN;
    }
  }

  private static CharsetDecoder strict() {
    return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
  }

  /** The separator that the first line with anything in it has most of. */
  private static char separator(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
      String line = beginning.lines().filter(one -> !one.isBlank()).findFirst().orElse("");
      return Stream.of(',', ';', '\t')
          .max((a, b) -> Long.compare(count(line, a), count(line, b)))
          .filter(most -> count(line, most) > count(line, ','))
          .orElse(',');
    }
  }

  private static long count(String line, char separator) {
    return line.chars().filter(c -> c == separator).count();
  }

  /** What a row has in a column; empty where it has nothing there, or there is no such column. */
  Optional<String> field(Row row, String column) {
    int index = header.indexOf(column);
    return index < 0 || index >= row.fields().size()
        ? Optional.empty()
        : Optional.of(row.fields().get(index)).filter(field -> !field.isEmpty());
  }

  /**
   * Looks whether there are the columns that a list needs, and anything in them.
   *
   * @param columns each of them, as the names that it may have
   * @throws IOException if not; the message says which are missing, and which there are
   */
  void require(List<List<String>> columns) throws IOException {
    List<String> missing =
        columns.stream()
            .filter(names -> names.stream().noneMatch(header::contains))
            .map(names -> String.join(" or ", names))
            .toList();
    if (!header.isEmpty() && !missing.isEmpty()) {
      throw new IOException(
          "%s has no %s named %s; its first line has: %s."
              .formatted(
                  file,
                  missing.size() == 1 ? "column" : "columns",
                  String.join(" and ", missing),
                  String.join(", ", header)));
    }
    for (String name : columns.stream().flatMap(List::stream).toList()) {
      if (Collections.frequency(header, name) > 1) {
        throw new IOException(file + " has several columns named " + name + ": keep one.");
      }
    }
    if (rows.isEmpty()) {
      throw new IOException(file + " lists no pictures.");
    }
  }

  /** A complaint about a row. */
  IOException wrong(Row row, String what) {
    return new IOException(file + ", line " + row.line() + ": " + what + ".");
  }
}
