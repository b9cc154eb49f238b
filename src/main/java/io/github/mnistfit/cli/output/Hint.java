package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import java.util.Optional;

/** What helps with a picture that got no digit. */
public final class Hint {
  private Hint() {}

  /**
   * What is the matter and what to do, in a few lower-case words; empty if nothing is known, or a
   * digit is told.
   */
  public static Optional<String> of(Answered answered) {
    return answered.isOfSeveral()
        ? Optional.of(Answer.NoDigit.OF_SEVERAL.reason() + ": use mnistfit read")
        : Optional.empty();
  }

  /** Why no digit is told and what helps, without saying anything twice. */
  public static String with(String error, Optional<String> hint) {
    return hint.map(text -> text.startsWith(error) ? text : error + "; " + text).orElse(error);
  }
}
