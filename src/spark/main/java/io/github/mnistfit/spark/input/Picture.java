package io.github.mnistfit.spark.input;

import java.io.Serializable;

/**
 * A picture file, wherever its bytes were.
 *
 * @param path its name, which tells it from all others
 * @param content its bytes, not to be changed; null if they can't be had
 * @param error why they can't, in a few lower-case words; null if they can
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(String path, byte[] content, String error) implements Serializable {
  /** A picture that is there. */
  public static Picture of(String path, byte[] content) {
    return new Picture(path, content, null);
  }

  /** A picture that can't be had. */
  public static Picture unreadable(String path, String error) {
    return new Picture(path, null, error);
  }
}
