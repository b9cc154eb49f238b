package io.github.mnistfit.image;

/**
 * How a file is to be decoded for somebody. A {@link ColourMode} alone stands for the whole size.
 */
public interface Decoding {
  /** What becomes of colours and transparency. */
  ColourMode colours();

  /**
   * The longer side, in pixels, that a copy needs at least to be worth a look. A large JPEG can be
   * decoded at a half, a quarter or an eighth of its size in a fraction of the time.
   */
  default int leastSide() {
    return Integer.MAX_VALUE;
  }

  /**
   * Whether a reduced copy shows all that is wanted; if not, the picture is decoded again, whole.
   *
   * @param reduced at least {@link #leastSide} long; not closed here
   */
  default boolean isEnough(Picture reduced) {
    return false;
  }
}
