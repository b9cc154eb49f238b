package io.github.mnistfit.fitter;

import java.nio.file.Files;
import java.nio.file.Path;

/** An address on the web where a picture's path is wanted. */
public final class PictureAddress {
  /** Why it isn't read, and what helps. */
  public static final String REASON =
      "is an address, which mnistfit doesn't read: download the picture first";

  private PictureAddress() {}

  /**
   * Whether a name is an address: as a path, it would be told without one of its slashes.
   *
   * @param path what the name is as a path
   */
  public static boolean is(String name, Path path) {
    int scheme = name.indexOf("://");
    return scheme > 0
        && name.substring(0, scheme).matches("[A-Za-z][A-Za-z0-9+.-]+")
        && Files.notExists(path);
  }
}
