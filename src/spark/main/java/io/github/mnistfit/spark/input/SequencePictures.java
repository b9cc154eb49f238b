package io.github.mnistfit.spark.input;

import java.io.EOFException;
import java.io.IOException;
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
final class SequencePictures extends PictureStream {
  private final String path;
  private SequenceFile.Reader reader;

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
  protected void advance() {
    var name = new Text();
    var content = new BytesWritable();
    try {
      if (reader.next(name, content)) {
        found(Picture.of(name.toString(), content.copyBytes()));
      } else {
        over();
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
    over();
    found(Picture.unreadable(path, reason));
    if (reader != null) {
      EndOfTask.closeQuietly(reader);
    }
  }
}
