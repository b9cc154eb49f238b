package io.github.mnistfit.mnist;

/**
 * An image and the digit that it shows.
 *
 * @param image the image
 * @param label the digit, 0 to 9, or {@link #NO_DIGIT}
 */
public record LabelledImage(MnistImage image, int label) {
  /** The label of what is no digit: a letter, a scribble, two digits side by side. */
  public static final int NO_DIGIT = -1;
}
