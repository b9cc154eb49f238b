package io.github.mnistfit.spark.input;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Picture files, read one after the other. A {@link StorageException} ends that.
 *
 * @param paths as {@code binaryFile} has them
 * @param conf of their file system
 * @param limit larger ones aren't read
 */
record FilePictures(Iterator<String> paths, Configuration conf, SizeLimit limit)
    implements Iterator<Picture> {
  @Override
  public boolean hasNext() {
    return paths.hasNext();
  }

  @Override
  public Picture next() {
    return file(paths.next());
  }

  private Picture file(String name) {
    try {
      var path = new Path(name);
      FileSystem files = path.getFileSystem(conf);
      FileStatus status = files.getFileStatus(path);
      if (limit.excludes(status.getLen())) {
        return Picture.unreadable(name, limit.reason());
      }
      byte[] content = new byte[(int) status.getLen()];
      try (FSDataInputStream in = files.open(path)) {
        if (in.readNBytes(content, 0, content.length) < content.length) {
          return Picture.unreadable(name, "is shorter than its file system says");
        }
      }
      return Picture.of(name, content);
    } catch (IOException e) {
      return Picture.unreadable(
          name, StorageException.lastingReason(e).orElseThrow(() -> new StorageException(name, e)));
    }
  }
}
