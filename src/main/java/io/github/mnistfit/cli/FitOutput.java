package io.github.mnistfit.cli;

import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;

/** Where {@code fit} puts what it made. */
interface FitOutput {
  /**
   * Takes one picture's image.
   *
   * @throws IOException if it can't be taken, with the reason in a few lower-case words
   * @throws CannotWorkException if no other can be taken either
   */
  void add(PictureArgument picture, MnistImage image) throws IOException, CannotWorkException;

  /**
   * Writes what belongs to all images together.
   *
   * @throws CannotWorkException if it can't be written
   */
  default void finish() throws CannotWorkException {}
}
