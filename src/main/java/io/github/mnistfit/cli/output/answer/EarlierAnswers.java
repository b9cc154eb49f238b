package io.github.mnistfit.cli.output.answer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.mnistfit.cli.output.AnswerStream;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.io.FileNames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The answers that a run which broke off left in a CSV file; the next run appends its own. */
public final class EarlierAnswers {
  /** Ten million pictures' answers; they are read at once. */
  private static final long MOST_BYTES = 1 << 30;

  /** As many bytes as have the header, in UTF-16 and with quotes. */
  private static final int BEGINNING = 1024;

  /** A longer line would push what is wrong out of sight. */
  private static final int MOST_OF_HEADER = 200;

  private final Path file;
  private final Map<String, Integer> answered = new HashMap<>();
  private final long end;
  private final Set<String> unreadable = new HashSet<>();
  private boolean haveDigits = true;

  private EarlierAnswers(Path file, long end) {
    this.file = file;
    this.end = end;
  }

  /**
   * Reads what is there; a file that isn't there has no answers.
   *
   * @param fit the fit that the run is to go on with
   * @throws CannotWorkException if the file can't be read, or isn't one that {@code predict
   *     --format csv} has written with this fit
   */
  public static EarlierAnswers of(Path file, String fit) throws CannotWorkException {
    if (Files.notExists(file)) {
      return new EarlierAnswers(file, 0);
    }
    try {
      // A pipe or a device could keep us waiting for ever, and can't be cut off.
      long size = Files.size(file);
      if (!Files.isRegularFile(file) || size > MOST_BYTES || (size == 0 && isMadeUp(file))) {
        throw notAnswers(file, "");
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = withoutMark(FileNames.decode(bytes));
      if (!beginsAsOurs(text)) {
        throw isOursChanged(bytes) ? savedAnew(file) : notAnswers(file, header(text));
      }
      int end = endOfRecords(bytes);
      var resumed = new EarlierAnswers(file, end);
      try (var records =
          CsvReader.builder()
              .ofCsvRecord(withoutMark(FileNames.decode(Arrays.copyOf(bytes, end))))) {
        for (CsvRecord record : records) {
          resumed.take(record.getFields(), fit);
        }
      }
      return resumed;
    } catch (IOException e) {
      throw new CannotWorkException(file + " can't be read: " + Texts.reason(e) + ".", e);
    } catch (CsvParseException e) {
      throw new CannotWorkException(file + " can't be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Whether the kernel makes a file up, as in /proc: it seems empty and takes no space anywhere,
   * but may keep us waiting, and obeys what is written to it.
   */
  private static boolean isMadeUp(Path file) {
    try {
      return Files.getFileStore(file).getTotalSpace() == 0;
    } catch (IOException e) {
      return false; // where Java doesn't find the mount, as in some chroots
    }
  }

  /** A spreadsheet puts a byte-order mark before the header. */
  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Behind the last record that is whole: a newline within quotes ends none. */
  private static int endOfRecords(byte[] csv) {
    int end = 0;
    boolean isQuoted = false;
    for (int i = 0; i < csv.length; i++) {
      isQuoted ^= csv[i] == '"';
      if (csv[i] == '\n' && !isQuoted) {
        end = i + 1;
      }
    }
    return end;
  }

  /**
   * Whether it has our header, or a part of it and nothing more: a run may have been stopped in its
   * first line. Nothing else is ours to cut off.
   */
  private static boolean beginsAsOurs(String text) {
    String header = String.join(",", CsvAnswers.HEADER);
    return header.startsWith(text)
        || text.startsWith(header + "\n")
        || text.startsWith(header + "\r\n");
  }

  /**
   * Whether it begins with our columns in another form: with other separators, in quotes, in
   * capitals or in UTF-16, as spreadsheets save it.
   */
  private static boolean isOursChanged(byte[] bytes) {
    int length = Math.min(bytes.length, BEGINNING);
    String letters =
        new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
            .replaceAll("[^A-Za-z0-9_]", "")
            .toLowerCase(Locale.ROOT);
    return letters.startsWith(String.join("", CsvAnswers.HEADER));
  }

  private static CannotWorkException savedAnew(Path file) {
    return new CannotWorkException(
        file
            + " was saved by another program, in another form than mnistfit's: it can't be appended"
            + " to; name another file.");
  }

  /** The first line, where it is text; what it has tells whoever took the wrong file. */
  private static String header(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > MOST_OF_HEADER || line.chars().anyMatch(Character::isISOControl)
        ? ""
        : line;
  }

  private static CannotWorkException notAnswers(Path file, String header) {
    return new CannotWorkException(
        file
            + " is not a file of answers"
            + (header.isBlank() ? "" : ", since it begins with \"" + header + "\"")
            + ": give --resume what predict --format csv has written.");
  }

  private void take(List<String> fields, String fit) throws CannotWorkException {
    if (fields.equals(CsvAnswers.HEADER)) {
      return;
    }
    if (fields.size() != CsvAnswers.HEADER.size()) {
      throw notAnswers(file, "");
    }
    String before = fields.get(CsvAnswers.HEADER.indexOf("fit"));
    if (!before.equals(fit)) {
      throw new CannotWorkException(
          file + " was written with --fit " + before + ": use the same fit, or another file.");
    }
    answered.merge(fields.get(0), 1, Integer::sum);
    haveDigits &= fields.get(1).matches("[0-9]");
    if (fields.get(1).isEmpty()) {
      unreadable.add(fields.get(0));
    }
  }

  /** Where the answers are. */
  public Path file() {
    return file;
  }

  /** How many pictures were answered before and haven't been asked for again yet. */
  public long count() {
    return answered.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Whether all pictures that were answered before have a digit. */
  public boolean haveDigits() {
    return haveDigits;
  }

  /** Whether a picture couldn't be read then. */
  boolean isUnreadable(String name) {
    return unreadable.contains(name);
  }

  /** Whether nothing has been written yet, not even the header. */
  public boolean isEmpty() {
    return end == 0;
  }

  /** Whether a picture was answered before; one that is named twice is answered twice. */
  boolean isAnswered(String name) {
    int times = answered.getOrDefault(name, 0);
    if (times > 0) {
      answered.put(name, times - 1);
    }
    return times > 0;
  }

  /**
   * Opens the file behind its last whole record; what the other run left behind it is cut off.
   *
   * @throws CannotWorkException if it can't be written
   */
  public PrintStream open() throws CannotWorkException {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(end).position(end);
      return new AnswerStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    } catch (IOException e) {
      throw new CannotWorkException(file + " can't be written: " + Texts.reason(e) + ".", e);
    }
  }
}
