package io.github.mnistfit.spark.recognizer;

import io.github.mnistfit.spark.process.RecognizerProtocol;

/** What is asked about a picture. */
public enum Question {
  /** Which digit does it show? */
  DIGIT(RecognizerProtocol.DIGIT),

  /** Which numbers does it show? */
  DIGITS(RecognizerProtocol.DIGITS);

  private final int code;

  Question(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
