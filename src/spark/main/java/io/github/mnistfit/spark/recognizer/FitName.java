package io.github.mnistfit.spark.recognizer;

/** How pictures are fitted to MNIST. The names are those that users write. */
public enum FitName {
  /** Finds the digit on whatever it is written. */
  robust,

  /** The article's six stages. */
  article
}
