package io.github.mnistfit.spark.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Picture files, read one after the other.
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
        in.readFully(content);
      }
      return Picture.of(name, content);
    } catch (FileNotFoundException e) {
      return Picture.unreadable(
          name,
          String.valueOf(e.getMessage()).contains("Permission denied")
              ? "permission denied"
              : "no such file");
    } catch (IOException e) {
      return Picture.unreadable(name, "can't be read: " + e.getMessage());
    }
  }
}
