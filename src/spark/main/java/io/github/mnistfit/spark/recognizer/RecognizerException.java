package io.github.mnistfit.spark.recognizer;

import java.io.IOException;

/** This executor can't recognise anything; the message is for the user. */
public final class RecognizerException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says why. */
  public RecognizerException(String message) {
    super(message);
  }

  /** Says why. */
  public RecognizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
