package io.github.mnistfit.network;

import java.io.IOException;

/** A file is no usable model. The message is a sentence for the user that names the file. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public ModelFileException(String message) {
    super(message);
  }

  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
