package io.github.mnistfit.image;

import java.io.IOException;

/** Work on a picture that a stranger made: whatever it does to a step costs no other its answer. */
public final class Guarded {
  private Guarded() {}

  /**
   * What is done with a picture.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does it.
     *
     * @throws IOException if the picture can't be read, with the reason in a few lower-case words
     */
    T run() throws IOException;
  }

  /**
   * Does some work, and makes failures that nobody foresaw the picture's own.
   *
   * @throws IOException if the picture is no good, with the reason in a few lower-case words
   */
  public static <T> T run(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (RuntimeException e) {
      throw new UnreadablePictureException("can't be fitted to MNIST's form", e);
    } catch (OutOfMemoryError e) {
      throw new UnreadablePictureException("needs more memory than there is", e);
    }
  }
}
