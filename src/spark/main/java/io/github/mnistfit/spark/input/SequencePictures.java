package io.github.mnistfit.spark.input;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The pictures of a SequenceFile, as a stream. A file that can't be read to its end is a row with
 * its error, behind what could be read.
 */
final class SequencePictures extends PictureStream {
  private static final int BUFFER = 1 << 16;

  private final String path;
  private SequenceFileInput file;
  private InputStream in;

  /**
   * Opens the file; what goes wrong is told by its rows.
   *
   * @param limit larger pictures in it aren't read
   */
  SequencePictures(String path, Configuration conf, SizeLimit limit) {
    this.path = path;
    try {
      var name = new Path(path);
      in = new BufferedInputStream(name.getFileSystem(conf).open(name), BUFFER);
      EndOfTask.close(in);
      file = new SequenceFileInput(in, conf, limit);
    } catch (IOException | RuntimeException e) {
      end(e);
    }
  }

  @Override
  protected void advance() {
    try {
      Optional<Picture> picture = file.next();
      if (picture.isPresent()) {
        found(picture.get());
      } else {
        over();
        file.close();
      }
    } catch (IOException | RuntimeException e) { // codecs throw both
      end(e);
    }
  }

  private void end(Exception failure) {
    over();
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    found(
        Picture.unreadable(
            path,
            failure instanceof EOFException
                ? "ends within a record: the file isn't whole"
                : "can't be read as a SequenceFile: " + reason));
    if (in != null) {
      EndOfTask.closeQuietly(in);
    }
  }
}
