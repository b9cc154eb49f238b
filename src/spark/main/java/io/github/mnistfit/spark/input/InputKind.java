package io.github.mnistfit.spark.input;

import java.util.Locale;

/** What a file of the input is. */
public enum InputKind {
  /** A picture file; whatever isn't anything else is taken for one. */
  FILES,

  /** Parquet with columns path and content. */
  PARQUET,

  /** A Delta table with columns path and content. */
  DELTA,

  /** A Hadoop SequenceFile of Text and BytesWritable: paths and contents. */
  SEQUENCEFILE,

  /** A tar archive of picture files, plain or compressed by gzip. */
  TAR,

  /** A zip archive of picture files. */
  ZIP;

  /** What a file is, by its name. */
  static InputKind of(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return PARQUET;
    }
    if (name.endsWith(".seq") || name.endsWith(".sequencefile")) {
      return SEQUENCEFILE;
    }
    if (name.endsWith(".tar") || name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
      return TAR;
    }
    return name.endsWith(".zip") ? ZIP : FILES;
  }

  /** The name, as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
