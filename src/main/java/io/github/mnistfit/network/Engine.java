package io.github.mnistfit.network;

import java.util.Locale;

/** What computes a digit network's forward pass. All give the same answers, to 1e-5. */
public enum Engine {
  /**
   * {@link #JAVA} for the first {@value DigitNetwork#FEW} images, which are read before DL4J would
   * have started; {@link #DL4J} for all others.
   */
  AUTO,

  /** DL4J and its native library. */
  DL4J,

  /** Plain Java: nothing to start, and slower an image. */
  JAVA;

  /** The name, as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
