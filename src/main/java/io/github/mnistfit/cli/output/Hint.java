package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answered;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.numbers.SeveralDigits;
import java.util.Optional;

/** What helps with a picture that got no digit. */
public final class Hint {
  private Hint() {}

  /**
   * What is probably the matter and what to do, in a few lower-case words; empty if nothing is
   * known, or a digit is told.
   *
   * @param extras with the picture's working copy, without which nothing is known
   */
  public static Optional<String> of(Answered answered, Extras extras) {
    boolean isSeveral =
        !answered.hasDigit() && extras.workingCopy().filter(SeveralDigits::in).isPresent();
    return isSeveral ? Optional.of("several digits: use mnistfit read") : Optional.empty();
  }
}
