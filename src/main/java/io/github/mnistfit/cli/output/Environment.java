package io.github.mnistfit.cli.output;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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

  private static final String ERASE_LINE = "\r\u001b[K";

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
        Boolean.getBoolean("mnistfit.out.terminal"),
        Boolean.getBoolean("mnistfit.err.terminal"));
  }

  /** Whether help texts and complaints about usage are coloured (no-color.org). */
  public boolean coloursMessages() {
    return outIsTerminal
        && errIsTerminal
        && variables.getOrDefault("NO_COLOR", "").isEmpty()
        && !variables.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /** Says in one line what is wrong with one input; the others go on. */
  public void complain(String name, String reason) {
    say(name + ": " + reason);
  }

  /**
   * Says something in one line. All messages come through here: they may hold names, labels and
   * answers of servers, any of which could have been made to reprogram a terminal.
   */
  public void say(String message) {
    if (errIsTerminal) {
      err.print(ERASE_LINE); // a progress bar may be standing there
    }
    err.println("mnistfit: " + Texts.printable(message));
    err.flush();
  }

  /** Standard output for answers: what they hold of names can't reprogram a terminal. */
  public PrintStream answers() {
    return outIsTerminal ? new TerminalAnswers(out) : out;
  }

  /** Paths may hold any letters, whatever the locale: what is printed is always UTF-8. */
  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(
        new BufferedOutputStream(stream, 1 << 13), false, StandardCharsets.UTF_8);
  }
}
