package io.github.mnistfit.image;

/** How a file's colours and transparency become the picture that a fit is given. */
public enum ColourMode implements Decoding {
  /**
   * One 8-bit grey channel, exactly as OpenCV's {@code IMREAD_GRAYSCALE} gives it: transparency is
   * dropped, so that the paper of a transparent drawing is whatever its invisible pixels hold.
   */
  OPENCV_GREY,

  /** Three 8-bit channels (blue, green, red), transparent parts laid on paper. */
  ON_PAPER;

  @Override
  public ColourMode colours() {
    return this;
  }
}
