package io.github.mnistfit.spark.input;

/**
 * A file of the input.
 *
 * @param path its path with its file system, as {@code binaryFile} has it
 * @param kind what is in it
 * @param length in bytes
 */
public record InputFile(String path, InputKind kind, long length) {
  /** So many bytes of a file that holds many pictures are counted as one of them. */
  private static final long BYTES_A_PICTURE = 8192;

  /** How many pictures there are in it, about: one, or as many as its length lets one think. */
  public long pictures() {
    return kind == InputKind.FILES ? 1 : Math.max(1, length / BYTES_A_PICTURE);
  }
}
