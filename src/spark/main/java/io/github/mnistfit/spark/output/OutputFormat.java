package io.github.mnistfit.spark.output;

/** How answers are written. The names are those that users write. */
public enum OutputFormat {
  /** Parquet, with lists and structures. */
  parquet,

  /** What {@code mnistfit predict --format csv} writes. */
  csv,

  /** An object a row. */
  json
}
