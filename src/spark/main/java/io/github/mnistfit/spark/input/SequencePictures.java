package io.github.mnistfit.spark.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.spark.TaskContext;

/**
 * The pictures of a SequenceFile, as a stream. A file that can't be read to its end is a row with
 * its error, behind what could be read.
 */
final class SequencePictures implements Iterator<Picture> {
  private final String path;
  private SequenceFile.Reader reader;
  private Picture next;
  private boolean isOver;

  /** Opens the file; what goes wrong is told by its rows. */
  SequencePictures(String path, Configuration conf) {
    this.path = path;
    try {
      reader = new SequenceFile.Reader(conf, SequenceFile.Reader.file(new Path(path)));
      TaskContext task = TaskContext.get();
      if (task != null) {
        EndOfTask.close(task, reader);
      }
      if (reader.getKeyClass() != Text.class || reader.getValueClass() != BytesWritable.class) {
        end(
            "is a SequenceFile of %s and %s, not of Text and BytesWritable"
                .formatted(reader.getKeyClassName(), reader.getValueClassName()));
      }
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null && !isOver) {
      advance();
    }
    return next != null;
  }

  @Override
  public Picture next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Picture picture = next;
    next = null;
    return picture;
  }

  private void advance() {
    var name = new Text();
    var content = new BytesWritable();
    try {
      if (reader.next(name, content)) {
        next = Picture.of(name.toString(), content.copyBytes());
      } else {
        isOver = true;
        reader.close();
      }
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  private void end(Exception failure) {
    end(
        failure instanceof EOFException
            ? "ends within a record: the file isn't whole"
            : "can't be read as a SequenceFile: " + failure.getMessage());
  }

  private void end(String reason) {
    isOver = true;
    next = Picture.unreadable(path, reason);
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
