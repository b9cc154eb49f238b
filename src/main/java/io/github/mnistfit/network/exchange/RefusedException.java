package io.github.mnistfit.network.exchange;

/** Why a file can't be imported: what its message says goes on with "it" or "its". */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
