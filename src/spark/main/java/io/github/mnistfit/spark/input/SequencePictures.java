package io.github.mnistfit.spark.input;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The pictures of a SequenceFile, as a stream. A file that can't be read to its end is a row with
 * its error, behind what could be read; a {@link StorageException} is no such error.
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
      in = new StorageStream(name.getFileSystem(conf).open(name), path);
      EndOfTask.close(in);
      file = new SequenceFileInput(new BufferedInputStream(in, BUFFER), conf, limit);
    } catch (StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (in == null
          && e instanceof IOException io
          && StorageException.lastingReason(e).isEmpty()) {
        throw new StorageException(path, io);
      }
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
        EndOfTask.closeQuietly(file);
      }
    } catch (StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // codecs throw both
      end(e);
    }
  }

  private void end(Exception failure) {
    over();
    found(Picture.unreadable(path, reason(failure)));
    if (in != null) {
      EndOfTask.closeQuietly(in);
    }
  }

  private static String reason(Exception failure) {
    if (failure instanceof EOFException) {
      return "ends within a record: the file isn't whole";
    }
    return StorageException.lastingReason(failure)
        .orElseGet(
            () ->
                "can't be read as a SequenceFile: "
                    + Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
  }
}
