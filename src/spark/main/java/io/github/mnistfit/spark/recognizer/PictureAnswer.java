package io.github.mnistfit.spark.recognizer;

import com.fasterxml.jackson.databind.JsonNode;

/** What is answered for a picture. */
public sealed interface PictureAnswer {
  /**
   * The picture was looked at.
   *
   * @param json what {@code mnistfit predict} or {@code mnistfit read} prints as JSON, without the
   *     path
   */
  record Read(JsonNode json) implements PictureAnswer {}

  /**
   * The picture can't be read.
   *
   * @param reason why, in a few lower-case words
   */
  record Unreadable(String reason) implements PictureAnswer {}
}
