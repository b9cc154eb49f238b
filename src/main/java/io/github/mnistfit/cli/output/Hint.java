package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.fitter.Extras;
import java.util.Optional;

/** What helps with a picture that got no digit. */
public final class Hint {
  private Hint() {}

  /**
   * What is the matter and what to do, in a few lower-case words; empty if nothing is known, or a
   * digit is told.
   */
  public static Optional<String> of(Answered answered, Extras extras) {
    if (answered.isOfSeveral()) {
      return Optional.of(Answer.NoDigit.OF_SEVERAL.reason() + ": use mnistfit read");
    }
    return extras.mayBeSeveral() && !answered.hasDigit() && isWithoutInk(answered.answer())
        ? Optional.of("perhaps several digits: try mnistfit read")
        : Optional.empty();
  }

  /** Whether learned ink was asked, and has found no digit that the picture is of. */
  private static boolean isWithoutInk(Answer answer) {
    return answer instanceof Answer.NoDigit
        || (answer instanceof Answer.Read read && read.hypotheses().size() == 1);
  }

  /** Why no digit is told and what helps, without saying anything twice. */
  public static String with(String error, Optional<String> hint) {
    return hint.map(text -> text.startsWith(error) ? text : error + "; " + text).orElse(error);
  }
}
