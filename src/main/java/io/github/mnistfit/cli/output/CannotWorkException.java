package io.github.mnistfit.cli.output;

/** A command can't do its work at all. The message is for the user: what is wrong, what to do. */
public final class CannotWorkException extends Exception {
  private static final long serialVersionUID = 1L;

  public CannotWorkException(String message) {
    super(message);
  }

  public CannotWorkException(String message, Throwable cause) {
    super(message, cause);
  }
}
