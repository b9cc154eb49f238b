package io.github.mnistfit.cli.output.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.mnistfit.io.FileNames;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** How fields are written, whatever the record is of. */
final class Records {
  private Records() {}

  /** A record of RFC 4180 without its line's end. */
  public static String csv(List<String> fields) {
    var record = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(record)) {
      csv.writeRecord(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter doesn't fail", e);
    }
    return record.toString().substring(0, record.getBuffer().length() - 1);
  }

  /** An object on a line, in Unicode: a byte of a name that isn't UTF-8 is escaped. */
  public static String json(ObjectNode object) {
    String json = object.toString();
    if (!FileNames.hasBytes(json)) {
      return json;
    }
    var escaped = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (FileNames.isByte(c)) {
                escaped.append(String.format("\\u%04x", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  /** A probability with four decimals: more would differ from one processor to another. */
  public static String text(double probability) {
    // What String.format makes of it, but that wakes up all of Java's locales for a decimal point.
    return BigDecimal.valueOf(probability).setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
