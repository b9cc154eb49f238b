package io.github.mnistfit.mnist;

/** Where the files of the data set come from. */
sealed interface MnistSource permits MnistFolder, MnistCache {
  /**
   * Gets one file.
   *
   * @return its unpacked bytes, checked
   * @throws MnistDataException if it can't be had
   */
  byte[] read(MnistFile file) throws MnistDataException;
}
