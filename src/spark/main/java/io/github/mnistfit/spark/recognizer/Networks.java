package io.github.mnistfit.spark.recognizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The networks that pictures are recognised with: files on this machine.
 *
 * @param model the model file, which reads digits
 * @param ink finds ink in a picture of one digit, where the model is in doubt
 * @param pageInk finds ink in a picture of numbers
 */
record Networks(Path model, Optional<Path> ink, Optional<Path> pageInk) {
  /** So much of a checksum tells two files apart that nobody has made alike. */
  private static final int DIGITS = 16;

  /**
   * What tells these networks from others, whatever the files are called.
   *
   * @return the beginning of each one's checksum, by its name in words for the user
   * @throws RecognizerException if one can't be read
   */
  Map<String, String> checksums() throws RecognizerException {
    Map<String, String> checksums = new TreeMap<>();
    checksums.put("a model of SHA-256", checksum(model));
    checksums.put("an ink.zip of SHA-256", ink.isEmpty() ? "none" : checksum(ink.get()));
    checksums.put(
        "a page-ink.zip of SHA-256", pageInk.isEmpty() ? "none" : checksum(pageInk.get()));
    return checksums;
  }

  private static String checksum(Path file) throws RecognizerException {
    try {
      return Installation.sha256(file).substring(0, DIGITS);
    } catch (IOException e) {
      throw new RecognizerException(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
