package io.github.mnistfit.spark.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The pictures of a SequenceFile, as a stream. */
final class SequencePictures extends PictureStream {
  private final Configuration conf;
  private final SizeLimit limit;
  private SequenceFileInput file;

  /**
   * Opens nothing yet.
   *
   * @param limit larger pictures in it aren't read
   */
  SequencePictures(String path, Configuration conf, SizeLimit limit) {
    super(path, conf, "a SequenceFile", "a record: the file");
    this.conf = conf;
    this.limit = limit;
  }

  @Override
  protected Closeable begin(InputStream in) throws IOException {
    file = new SequenceFileInput(in, conf, limit);
    return file;
  }

  @Override
  protected void advance() throws IOException {
    Optional<Picture> picture = file.next();
    if (picture.isPresent()) {
      found(picture.get());
    } else {
      over();
    }
  }
}
