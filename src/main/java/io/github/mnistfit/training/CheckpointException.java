package io.github.mnistfit.training;

import java.io.IOException;

/**
 * A run can't begin or be resumed, since the checkpoint beside its model isn't what is expected.
 * The message is for the user: what is wrong, with which file, what to do.
 */
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  CheckpointException(String message) {
    super(message);
  }

  CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
