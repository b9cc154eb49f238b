package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fitter.Fitted;
import java.io.IOException;

/** Where {@code fit} puts its results. */
public interface FittedOutput extends Endings.Ending {
  /**
   * Takes one picture's result.
   *
   * @throws IOException if it can't be written; the message says why in a few lower-case words
   */
  void add(PictureArgument picture, Fitted.Image fitted) throws IOException;
}
