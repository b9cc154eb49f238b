package io.github.mnistfit.spark.process;

/**
 * What an executor and its recogniser say to each other, in the types of {@link java.io.DataInput}.
 *
 * <p>The recogniser begins: {@link #READY}, or {@link #FAILED} and why it can't work. A request is
 * {@link #DIGIT} or {@link #DIGITS}, a number of its own (a long), and a picture file's bytes
 * behind their number (an int). For each comes {@link #READ} or {@link #UNREADABLE}, the request's
 * number, and behind its number of bytes (an int) the answer as JSON in UTF-8: what {@code mnistfit
 * predict --format jsonl} and {@code mnistfit read --format jsonl} print of it. Answers of one kind
 * come in the order of their requests. {@link #FAILED} may come at any time; nothing comes behind
 * it.
 */
public final class RecognizerProtocol {
  /** The networks are loaded. */
  public static final int READY = 'R';

  /** Behind it why, as {@link java.io.DataOutput#writeUTF} writes it, for the user. */
  public static final int FAILED = 'E';

  /** What digit does the picture show? */
  public static final int DIGIT = 'D';

  /** What numbers does the picture show? */
  public static final int DIGITS = 'N';

  /** The picture was looked at, whatever was found. */
  public static final int READ = 'A';

  /** The picture can't be read. */
  public static final int UNREADABLE = 'U';

  private RecognizerProtocol() {}
}
