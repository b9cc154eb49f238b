package io.github.mnistfit.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistfit.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A terminal as a person has it, made by util-linux's {@code script}; what is shown in it. */
final class PseudoTerminal implements AutoCloseable {
  private final Process script;
  private final List<Shown> shown = new ArrayList<>();
  private final Thread reader;

  /**
   * Something that was written at once.
   *
   * @param time of {@link System#nanoTime}
   */
  record Shown(long time, String text) {}

  private PseudoTerminal(Process script) {
    this.script = script;
    this.reader = new Thread(this::read, "pseudo-terminal");
    reader.start();
  }

  /** Starts a shell's command in a terminal of so many columns. */
  static PseudoTerminal start(int columns, String command, Map<String, String> variables)
      throws IOException {
    Programs.require("script");
    assumeTrue(System.getProperty("os.name").equals("Linux"), "another script than util-linux's");
    String sized = "stty rows 24 columns " + columns + "; " + command;
    var builder = new ProcessBuilder("script", "-qefc", sized, "/dev/null");
    builder.environment().put("TERM", "xterm");
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().putAll(variables);
    return new PseudoTerminal(builder.redirectErrorStream(true).start());
  }

  /** A command line of words, as a shell is to be given it. */
  static String quoted(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private void read() {
    try (InputStream in = script.getInputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        String text = new String(buffer, 0, n, StandardCharsets.UTF_8);
        synchronized (shown) {
          shown.add(new Shown(System.nanoTime(), text));
          shown.notifyAll();
        }
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  /**
   * Changes how wide it is. What runs in it stands still meanwhile, for as long as it may take to
   * look how wide the terminal is, so that this costs no processor time.
   *
   * @throws IOException if no Java runs in it
   */
  void resize(int columns) throws IOException, InterruptedException {
    long java =
        script
            .descendants()
            .filter(process -> process.info().command().orElse("").endsWith("/java"))
            .findFirst()
            .orElseThrow(() -> new IOException("no Java runs"))
            .pid();
    String command =
        "kill -STOP %1$d; stty columns %2$d </proc/%1$d/fd/2; sleep 2.5; kill -CONT %1$d";
    new ProcessBuilder("sh", "-c", command.formatted(java, columns)).start().waitFor();
  }

  /** Types something. */
  void type(String keys) throws IOException {
    OutputStream out = script.getOutputStream();
    out.write(keys.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /**
   * Waits until a text is shown, whatever its colours; returns whether it was within some seconds.
   */
  boolean shows(String text, int seconds) throws InterruptedException {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    synchronized (shown) {
      while (!text().replaceAll("\u001b(\\[[0-9;?]*[A-Za-z]|\\(B)", "").contains(text)) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        shown.wait(left);
      }
      return true;
    }
  }

  /** Looks only at what is shown from now on. */
  void forget() {
    synchronized (shown) {
      shown.clear();
    }
  }

  /** All that was shown so far. */
  String text() {
    synchronized (shown) {
      return shown.stream().map(Shown::text).collect(Collectors.joining());
    }
  }

  /** What was shown, piece by piece. */
  List<Shown> pieces() {
    synchronized (shown) {
      return List.copyOf(shown);
    }
  }

  /** Waits for the command's end and returns its exit status. */
  int end() throws InterruptedException {
    int status = script.waitFor();
    reader.join();
    return status;
  }

  @Override
  public void close() {
    script.destroy();
  }
}
