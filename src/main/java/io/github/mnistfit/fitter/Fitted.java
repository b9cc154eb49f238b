package io.github.mnistfit.fitter;

import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;

/** What a {@link Fitter} makes of a picture of one digit. */
public sealed interface Fitted {
  /** What was made beside it, to be looked at. */
  Extras extras();

  /**
   * The digit.
   *
   * @param image in MNIST's form
   */
  record Image(MnistImage image, Extras extras) implements Fitted {}

  /**
   * Nothing in the picture could be a digit.
   *
   * @param reason why, in a few lower-case words
   */
  record Nothing(String reason, Extras extras) implements Fitted {}

  /**
   * The picture can't be read.
   *
   * @param reason why, in a few lower-case words
   * @param isTransient whether the picture has no part in it: another time it may be read
   */
  record Unreadable(String reason, boolean isTransient) implements Fitted, Segmented {
    /** It is the picture's own fault. */
    public Unreadable(String reason) {
      this(reason, false);
    }

    /** The reason that a failure tells; some tell none. */
    static Unreadable because(IOException failure) {
      return new Unreadable(failure.getMessage() == null ? "can't be read" : failure.getMessage());
    }

    @Override
    public Extras extras() {
      return Extras.NONE;
    }
  }
}
