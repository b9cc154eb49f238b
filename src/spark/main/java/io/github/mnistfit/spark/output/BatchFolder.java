package io.github.mnistfit.spark.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The output of a job, in batches, each in a folder {@code batch=N} of its own. What a batch was
 * made of is written to {@code _mnistfit/batch-N.txt} when it is whole: a file of the input that is
 * named there is done, and a batch without such a list was broken off.
 */
public final class BatchFolder {
  private static final String NOTES = "_mnistfit";
  private static final String PART = ".part";
  private static final String SETTINGS = "settings.json";
  private static final Pattern LIST = Pattern.compile("batch-(\\d+)\\.txt");
  private static final Pattern BATCH = Pattern.compile("batch=(\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path folder;
  private final Set<String> done = new HashSet<>();
  private int batches;

  private BatchFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * Opens an output; if there is something of it already, finds what is done and removes what was
   * broken off.
   *
   * @param settings what decides about the answers: an output is of one kind
   * @param resume whether there may be something already
   * @throws IllegalArgumentException if there is and it may not, or if it was made with other
   *     settings; the message is for the user
   * @throws IOException if it can't be read or written
   */
  public static BatchFolder open(
      String output, Map<String, String> settings, boolean resume, Configuration hadoop)
      throws IOException {
    var path = new Path(output);
    FileSystem files = path.getFileSystem(hadoop);
    var folder = new BatchFolder(files, files.makeQualified(path));
    if (!files.exists(path) || folder.isBarelyBegun()) {
      folder.writeSettings(settings);
      return folder;
    }
    if (!files.exists(folder.notes(SETTINGS))) {
      throw new IllegalArgumentException(
          output + " wasn't written by this job: name another folder.");
    }
    if (!resume) {
      throw new IllegalArgumentException(
          output + " is there already: --resume does what is missing in it.");
    }
    folder.requireSettings(output, settings);
    folder.readLists();
    folder.removeBrokenOff();
    return folder;
  }

  /** Whether it is empty, or a job was killed before it had written anything. */
  private boolean isBarelyBegun() throws IOException {
    FileStatus[] all = files.listStatus(folder);
    if (all.length == 0) {
      return true;
    }
    if (all.length != 1 || !all[0].getPath().getName().equals(NOTES) || !all[0].isDirectory()) {
      return false;
    }
    return Arrays.stream(files.listStatus(all[0].getPath()))
        .allMatch(file -> file.getPath().getName().endsWith(PART));
  }

  private Path notes(String name) {
    return new Path(new Path(folder, NOTES), name);
  }

  private void writeSettings(Map<String, String> settings) throws IOException {
    write(notes(SETTINGS), JSON.writeValueAsString(new TreeMap<>(settings)) + "\n");
  }

  private void requireSettings(String output, Map<String, String> settings) throws IOException {
    Path file = notes(SETTINGS);
    Map<?, ?> before;
    try (var in = files.open(file)) {
      before = JSON.readValue((InputStream) in, Map.class);
    } catch (JsonProcessingException | ChecksumException e) {
      throw new IllegalArgumentException(file + " is damaged: name another folder.", e);
    }
    for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
      Object was = before.get(setting.getKey());
      if (!setting.getValue().equals(was)) {
        throw new IllegalArgumentException(
            "%s was written with %s %s, not %s: use the same, or another folder."
                .formatted(output, setting.getKey(), was, setting.getValue()));
      }
    }
  }

  private void readLists() throws IOException {
    for (FileStatus file : files.listStatus(notes(SETTINGS).getParent())) {
      Matcher list = LIST.matcher(file.getPath().getName());
      if (!list.matches()) {
        continue;
      }
      batches = Math.max(batches, Integer.parseInt(list.group(1)) + 1);
      try (var in =
          new BufferedReader(
              new InputStreamReader(files.open(file.getPath()), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          done.add(JSON.readValue(line, String.class));
        }
      }
    }
  }

  private void removeBrokenOff() throws IOException {
    for (FileStatus file : files.listStatus(folder)) {
      Matcher batch = BATCH.matcher(file.getPath().getName());
      if (batch.matches() && !files.exists(list(Integer.parseInt(batch.group(1))))) {
        files.delete(file.getPath(), true);
      }
    }
  }

  private Path list(int batch) {
    return notes(String.format(Locale.ROOT, "batch-%06d.txt", batch));
  }

  /** Whether a file of the input is done. */
  public boolean isDone(String path) {
    return done.contains(path);
  }

  /** How many files of the input are done. */
  public int done() {
    return done.size();
  }

  /** Where the next batch is to be written; nothing is there. */
  public String next() {
    return new Path(folder, String.format(Locale.ROOT, "batch=%06d", batches)).toString();
  }

  /**
   * Says that the next batch has been written.
   *
   * @param inputs the files that it was made of
   */
  public void commit(Collection<String> inputs) throws IOException {
    var list = new StringBuilder();
    for (String input : inputs) {
      // A name may have a newline.
      list.append(JSON.writeValueAsString(input)).append('\n');
    }
    write(list(batches), list.toString());
    done.addAll(inputs);
    batches++;
  }

  /** Writes a file that is there whole or not at all. */
  private void write(Path file, String text) throws IOException {
    var part = new Path(file.getParent(), "." + file.getName() + PART);
    try (OutputStream out = files.create(part, true);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
      writer.write(text);
    }
    if (!files.rename(part, file)) {
      throw new IOException(file + " can't be written");
    }
  }
}
