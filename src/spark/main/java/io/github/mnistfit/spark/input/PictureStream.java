package io.github.mnistfit.spark.input;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The pictures in one file, read one at a time. A file that can't be read to its end has a row with
 * its error as its last, behind what could be read.
 */
abstract class PictureStream implements Iterator<Picture> {
  private Picture next;
  private boolean isOver;

  /**
   * Reads on: tells what was {@link #found}, or that the file is {@link #over}, or neither where
   * what was read is no picture.
   */
  protected abstract void advance();

  /** The next row. */
  protected final void found(Picture picture) {
    next = picture;
  }

  /** Nothing comes behind what was found. */
  protected final void over() {
    isOver = true;
  }

  @Override
  public final boolean hasNext() {
    while (next == null && !isOver) {
      advance();
    }
    return next != null;
  }

  @Override
  public final Picture next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Picture picture = next;
    next = null;
    return picture;
  }
}
