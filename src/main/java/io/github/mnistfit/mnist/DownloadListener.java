package io.github.mnistfit.mnist;

import java.net.URI;
import java.nio.file.Path;

/** Is told how a download goes; called on the thread that asked for the data. */
public interface DownloadListener {
  /** Does nothing. */
  DownloadListener NONE =
      new DownloadListener() {
        @Override
        public void started(URI source) {}

        @Override
        public void received(long bytes, long total) {}

        @Override
        public void ended() {}

        @Override
        public void notCached(Path folder) {}
      };

  /** A file is asked for. {@link #ended} follows, whether it comes or not. */
  void started(URI source);

  /**
   * A part of the file is here; called every now and then.
   *
   * @param bytes so far
   * @param total of the whole file, −1 where the server doesn't say
   */
  void received(long bytes, long total);

  /** The file is here, or this source has failed and the next one is tried. */
  void ended();

  /** A file is here and right, but the cache can't be written: it will be downloaded again. */
  void notCached(Path folder);
}
