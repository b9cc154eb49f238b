package io.github.mnistfit.training;

/**
 * A training has gone astray: its loss is no number any more, and its weights aren't worth keeping.
 * The message is for the user.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DivergedException(String message) {
    super(message);
  }

  /**
   * Passes a loss on.
   *
   * @param epoch in which it is, from 1
   * @param mayHelp what may be changed, as users type it
   * @throws DivergedException if it isn't finite
   */
  static double requireFinite(double loss, int epoch, String mayHelp) {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(
          "The training has diverged: in epoch %d its loss is no number any more. %s may help."
              .formatted(epoch, mayHelp));
    }
    return loss;
  }
}
