package io.github.mnistfit.mnist;

import java.io.IOException;

/** MNIST can't be had. The message is for the user: what is wrong, with which file, what to do. */
public final class MnistDataException extends IOException {
  private static final long serialVersionUID = 1L;

  MnistDataException(String message) {
    super(message);
  }

  MnistDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
