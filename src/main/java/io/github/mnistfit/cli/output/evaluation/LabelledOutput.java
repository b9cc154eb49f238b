package io.github.mnistfit.cli.output.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fitter.Extras;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Where {@code evaluate} puts what it learns of single pictures. */
public interface LabelledOutput extends Closeable {
  /**
   * Takes one picture's answer.
   *
   * @param extras what the fitter was asked to make beside it
   */
  void add(LabelledPicture picture, Answer answer, Extras extras);

  /**
   * Writes what was taken, replacing what is there.
   *
   * @return what was written
   * @throws CannotWorkException if it can't be written
   */
  Optional<String> finish(Evaluation evaluation) throws CannotWorkException;

  @Override
  default void close() throws IOException {}
}
