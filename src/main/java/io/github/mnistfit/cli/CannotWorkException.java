package io.github.mnistfit.cli;

/** A command can't do its work at all. The message is for the user: what is wrong, what to do. */
final class CannotWorkException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotWorkException(String message) {
    super(message);
  }

  CannotWorkException(String message, Throwable cause) {
    super(message, cause);
  }
}
