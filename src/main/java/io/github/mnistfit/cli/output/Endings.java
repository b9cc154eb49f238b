package io.github.mnistfit.cli.output;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a command writes at its end: each file is, even if another can't be. */
public final class Endings {
  private Endings() {}

  /** Writes one of them. */
  @FunctionalInterface
  public interface Ending {
    /**
     * Writes it.
     *
     * @return what was written, and where, in words; empty if there was nothing to write
     * @throws CannotWorkException if it can't be written
     */
    Optional<String> finish() throws CannotWorkException;
  }

  /**
   * Writes all.
   *
   * @param wrote is told of each that is written
   * @throws CannotWorkException the first failure; others are suppressed by it
   */
  public static void finish(List<Ending> endings, Consumer<String> wrote)
      throws CannotWorkException {
    CannotWorkException failure = null;
    for (Ending ending : endings) {
      try {
        ending.finish().ifPresent(wrote);
      } catch (CannotWorkException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
