package io.github.mnistfit.cli;

/** The exit statuses that scripts rely on. */
final class ExitStatus {
  /** Every picture got a digit. */
  static final int OK = 0;

  /** Some pictures were unreadable or got no digit; the rest were done all the same. */
  static final int SOME_UNANSWERED = 1;

  /** The command line was wrong. */
  static final int USAGE = 2;

  /** Nothing could be done: no model, no data, no native library. */
  static final int CANNOT_WORK = 3;

  /** Interrupted from the keyboard. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
