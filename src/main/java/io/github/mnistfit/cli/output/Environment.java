package io.github.mnistfit.cli.output;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a command may touch of the world around it, so that every command runs inside a test.
 *
 * @param in standard input
 * @param out standard output: data only
 * @param err standard error: messages only
 * @param variables the environment variables
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 */
public record Environment(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** Puts the cursor at the begin of its line, which is empty then. */
  static final String ERASE_LINE = "\r\u001b[K";

  /** DEC's terminals before the VT241, and what behaves like them. */
  private static final Pattern MONOCHROME = Pattern.compile("vt[1-5][0-9]{1,2}|xterm-mono|linux-m");

  /**
   * The process's own environment. The launcher tells which streams are terminals.
   *
   * @param stdout where standard output goes
   */
  public static Environment ofProcess(OutputStream stdout) {
    return new Environment(
        System.in,
        utf8(stdout),
        utf8(StandardError.claimed()),
        System.getenv(),
        isTerminal("mnistfit.out.terminal"),
        isTerminal("mnistfit.err.terminal"));
  }

  /**
   * What the launcher has found out; on Windows, where a script can't, whether Java has a console.
   */
  @SuppressWarnings("SystemConsoleNull") // the launcher asks for the console that may be null
  private static boolean isTerminal(String property) {
    return Boolean.getBoolean(property)
        || (Boolean.getBoolean("mnistfit.console") && System.console() != null);
  }

  /** The same where nothing is to be coloured. */
  public Environment withoutColours() {
    Map<String, String> changed = new HashMap<>(variables);
    changed.put("NO_COLOR", "1");
    return new Environment(in, out, err, changed, outIsTerminal, errIsTerminal);
  }

  /** Whether what a person reads on standard output is coloured (no-color.org). */
  public boolean coloursOutput() {
    return outIsTerminal
        && variables.getOrDefault("NO_COLOR", "").isEmpty()
        && !isDumb()
        && !MONOCHROME.matcher(terminal()).lookingAt();
  }

  /** Whether help texts and complaints about usage are coloured (no-color.org). */
  public boolean coloursMessages() {
    return errIsTerminal && coloursOutput();
  }

  /** Says in one line what is wrong with one input; the others go on. */
  public void complain(String name, String reason) {
    tell((name.isEmpty() ? "\"\"" : name) + ": " + reason); // a list may have empty lines
  }

  /** Says that a file of several pages or frames counts as its first one. */
  public void tellOfFrames(String name, int frames) {
    if (frames > 1) {
      complain(name, "only the first of " + frames + " pages or frames is read");
    }
  }

  /**
   * Tells the user something, in one line. All messages come through here: they may hold names,
   * labels and answers of servers, any of which could have been made to reprogram a terminal.
   */
  public void tell(String message) {
    // A progress bar may be standing there; in one call, so that it can't come between.
    String begin = showsProgress() ? ERASE_LINE : "";
    err.println(begin + "mnistfit: " + Texts.printable(message));
    err.flush();
  }

  /** Standard output for answers: what they hold of names can't reprogram a terminal. */
  public PrintStream answers() {
    return outIsTerminal ? new TerminalAnswers(out) : new AnswerStream(out);
  }

  /** Whether a person sees messages on a terminal that can write a line again. */
  public boolean showsProgress() {
    return errIsTerminal && !isDumb();
  }

  private boolean isDumb() {
    return terminal().equals("dumb");
  }

  private String terminal() {
    return variables.getOrDefault("TERM", "dumb");
  }

  /** Paths may hold any letters, whatever the locale: what is printed is always UTF-8. */
  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(
        new BufferedOutputStream(stream, 1 << 13), false, StandardCharsets.UTF_8);
  }
}
