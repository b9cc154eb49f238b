package io.github.mnistfit.spark.input;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The pictures in one file, read one at a time. A file that can't be read to its end has a row with
 * its error as its last, behind what could be read; a {@link StorageException} is no such error.
 */
abstract class PictureStream implements Iterator<Picture> {
  private static final int BUFFER = 1 << 16;

  private final String path;
  private final Configuration conf;
  private final String kind;
  private final String cut;

  /** What is to be closed at the end; null before the file is opened. */
  private Closeable open;

  private boolean hasBegun;
  private Picture next;
  private boolean isOver;

  /**
   * Opens nothing yet.
   *
   * @param conf of the file's system
   * @param kind what the file should be, with its article
   * @param cut what the file ends in where it was cut off, a colon, and what isn't whole then
   */
  protected PictureStream(String path, Configuration conf, String kind, String cut) {
    this.path = path;
    this.conf = conf;
    this.kind = kind;
    this.cut = cut;
  }

  /**
   * Begins to read.
   *
   * @param in the file, from its start
   * @return what reads it; it is closed at the end
   * @throws IOException if it is nothing of this kind
   */
  protected abstract Closeable begin(InputStream in) throws IOException;

  /**
   * Reads on: tells what was {@link #found}, or that the file is {@link #over}, or neither where
   * what was read is no picture.
   *
   * @throws IOException if it can't be read any further
   */
  protected abstract void advance() throws IOException;

  /** The next row. */
  protected final void found(Picture picture) {
    next = picture;
  }

  /** Nothing comes behind what was found. */
  protected final void over() {
    isOver = true;
    if (open != null) {
      EndOfTask.closeQuietly(open);
    }
  }

  @Override
  public final boolean hasNext() {
    while (next == null && !isOver) {
      try {
        if (hasBegun) {
          advance();
        } else {
          hasBegun = true;
          open = begin(opened());
        }
      } catch (StorageException e) {
        throw e;
      } catch (IOException | RuntimeException e) { // parsers throw both at damaged files
        over();
        found(Picture.unreadable(path, reason(e)));
      }
    }
    return next != null;
  }

  private InputStream opened() throws IOException {
    var file = new Path(path);
    try {
      var in = new StorageStream(file.getFileSystem(conf).open(file), path);
      open = in;
      EndOfTask.close(in);
      return new BufferedInputStream(in, BUFFER);
    } catch (IOException e) {
      if (StorageException.lastingReason(e).isEmpty()) {
        throw new StorageException(path, e);
      }
      throw e;
    }
  }

  private String reason(Exception failure) {
    if (failure instanceof EOFException) {
      return "ends within " + cut + " isn't whole";
    }
    return StorageException.lastingReason(failure)
        .orElseGet(
            () ->
                "can't be read as "
                    + kind
                    + ": "
                    + Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
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
