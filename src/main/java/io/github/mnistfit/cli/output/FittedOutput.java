package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fitter.Fitted;
import java.io.IOException;
import java.util.Optional;

/** Where {@code fit} puts its results. */
public interface FittedOutput {
  /**
   * Takes one picture's result.
   *
   * @throws IOException if it can't be written; the message says why in a few lower-case words
   */
  void add(PictureArgument picture, Fitted.Image fitted) throws IOException;

  /**
   * Writes what can only be written when all results are there.
   *
   * @return what was written, and where, in words
   * @throws CannotWorkException if it can't be written
   */
  Optional<String> finish() throws CannotWorkException;
}
