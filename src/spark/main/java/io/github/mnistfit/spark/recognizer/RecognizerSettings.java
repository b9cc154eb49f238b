package io.github.mnistfit.spark.recognizer;

import java.io.Serializable;
import org.apache.spark.SparkConf;

/**
 * How pictures are to be recognised; the driver sends it to the executors.
 *
 * @param model a model file, on every machine or among the files that were sent with the job; empty
 *     for the one that is shipped
 * @param fit the fit's name
 * @param minConfidence the least confidence of a digit that is told; negative for the model's own
 * @param maxPixels pictures of more pixels are refused
 */
public record RecognizerSettings(String model, String fit, double minConfidence, long maxPixels)
    implements Serializable {
  /** No least confidence but the model's own. */
  public static final double MODELS_OWN = -1;

  /** The most pixels of a picture, if nothing else is said. */
  public static final long MAX_PIXELS = 100_000_000;

  /**
   * What the settings {@code spark.mnistfit.model, .fit, .minConfidence} and {@code .maxPixels}
   * say.
   */
  public static RecognizerSettings of(SparkConf conf) {
    return new RecognizerSettings(
        conf.get("spark.mnistfit.model", ""),
        conf.get("spark.mnistfit.fit", "robust"),
        conf.getDouble("spark.mnistfit.minConfidence", MODELS_OWN),
        conf.getLong("spark.mnistfit.maxPixels", MAX_PIXELS));
  }
}
