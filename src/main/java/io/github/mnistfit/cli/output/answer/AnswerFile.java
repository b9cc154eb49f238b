package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Answered;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.output.ClosedOutputException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** What answers are written to, each as soon as it is known: standard output, or a file. */
public final class AnswerFile implements AutoCloseable {
  private final PrintStream out;
  private final AnswerWriter writer;

  /** The answers that the file had before; none on standard output. */
  private final Optional<EarlierAnswers> earlier;

  private boolean begun;
  private int written;
  private int skipped;
  private int unreadable;

  private AnswerFile(PrintStream out, AnswerWriter writer, Optional<EarlierAnswers> earlier) {
    this.out = out;
    this.writer = writer;
    this.earlier = earlier;
  }

  /** Standard output, in a format. */
  public static AnswerFile fresh(PrintStream out, AnswerWriter writer) {
    return new AnswerFile(out, writer, Optional.empty());
  }

  /** A file that has answers of an earlier run, in a format. */
  public static AnswerFile resumed(PrintStream out, AnswerWriter writer, EarlierAnswers earlier) {
    return new AnswerFile(out, writer, Optional.of(earlier));
  }

  /** Writes what comes before the first answer, unless it is there: nothing before it is needed. */
  public void begin() {
    if (!begun && (earlier.isEmpty() || earlier.get().isEmpty())) {
      writer.begin();
      out.flush();
    }
    begun = true;
  }

  /**
   * Writes an answer.
   *
   * @throws ClosedOutputException if nobody reads it
   * @throws UncheckedIOException if the file can't be written
   */
  public void write(Answered answered) {
    begin();
    writer.write(answered);
    written++;
    if (out.checkError()) {
      if (earlier.isPresent()) {
        throw new UncheckedIOException(
            earlier.get().file() + " can't be written: is the disk full?",
            new IOException("not told by PrintStream"));
      }
      throw new ClosedOutputException();
    }
  }

  /** Says that there are no more answers; there may have been none. */
  public void end() {
    begin();
  }

  /** Whether the answers go to standard output. */
  public boolean isStandardOutput() {
    return earlier.isEmpty();
  }

  /** How many answers there were before. */
  public long before() {
    return earlier.isEmpty() ? 0 : earlier.get().count();
  }

  /**
   * A picture among all that were asked for.
   *
   * @param number from 1, those counted that have answers
   */
  public record Asked(int number, PictureArgument picture) {}

  /** The pictures that have no answer yet. */
  public Iterator<Asked> unanswered(Iterator<PictureArgument> pictures) {
    var number = new AtomicInteger();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pictures, Spliterator.ORDERED), false)
        .map(picture -> new Asked(number.incrementAndGet(), picture))
        .filter(asked -> !isSkipped(asked.picture()))
        .iterator();
  }

  private boolean isSkipped(PictureArgument picture) {
    boolean isAnswered = earlier.isPresent() && earlier.get().isAnswered(picture.name());
    skipped += isAnswered ? 1 : 0;
    unreadable += isAnswered && earlier.get().isUnreadable(picture.name()) ? 1 : 0;
    return isAnswered;
  }

  /** How many of the pictures that were asked for have an answer of an earlier run. */
  public int skipped() {
    return skipped;
  }

  /** How many of those couldn't be read then. */
  public int unreadable() {
    return unreadable;
  }

  /** Whether anything was written in this run. */
  public boolean hasNew() {
    return written > 0;
  }

  /** Whether answers of an earlier run were there, or at least their header. */
  public boolean isResumed() {
    return earlier.isPresent() && !earlier.get().isEmpty();
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
