package io.github.mnistfit.cli.output;

/**
 * Whoever read standard output has closed it, as {@code head} does: there is nothing left to do.
 */
public final class ClosedOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
