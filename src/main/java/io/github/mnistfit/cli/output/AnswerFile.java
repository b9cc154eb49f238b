package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;

/**
 * What answers are written to, each as soon as it is known.
 *
 * @param out standard output, or a file
 * @param writer the format
 * @param earlier the answers that the file had before; none on standard output
 */
public record AnswerFile(PrintStream out, AnswerWriter writer, Optional<EarlierAnswers> earlier)
    implements AutoCloseable {
  public static AnswerFile fresh(PrintStream out, AnswerWriter writer) {
    return new AnswerFile(out, writer, Optional.empty());
  }

  public static AnswerFile resumed(PrintStream out, AnswerWriter writer, EarlierAnswers earlier) {
    return new AnswerFile(out, writer, Optional.of(earlier));
  }

  /** Writes what comes before the first answer, unless it is there. */
  public void begin() {
    if (earlier.isEmpty() || earlier.get().isEmpty()) {
      writer.begin();
    }
  }

  /**
   * Writes an answer.
   *
   * @throws ClosedOutputException if nobody reads it
   * @throws UncheckedIOException if the file can't be written
   */
  public void write(Answered answered) {
    writer.write(answered);
    if (out.checkError()) {
      if (earlier.isPresent()) {
        throw new UncheckedIOException(
            earlier.get().file() + " can't be written: is the disk full?",
            new IOException("not told by PrintStream"));
      }
      throw new ClosedOutputException();
    }
  }

  /** The pictures that have no answer yet. */
  public Iterator<PictureArgument> unanswered(Iterator<PictureArgument> pictures) {
    return earlier.isEmpty() ? pictures : earlier.get().unanswered(pictures);
  }

  /** Whether all pictures that were answered earlier have a digit. */
  public boolean haveDigits() {
    return earlier.isEmpty() || earlier.get().haveDigits();
  }

  /** Closes a file; standard output stays open. */
  @Override
  public void close() {
    if (earlier.isPresent()) {
      out.close();
    }
  }
}
