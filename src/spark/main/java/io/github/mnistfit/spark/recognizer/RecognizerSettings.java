package io.github.mnistfit.spark.recognizer;

import java.io.Serializable;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.RuntimeConfig;

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
   * What a session's settings {@code spark.mnistfit.model, .fit, .minConfidence} and {@code
   * .maxPixels} say.
   *
   * @throws IllegalArgumentException if one of them can't be; the message is for the user
   */
  public static RecognizerSettings of(RuntimeConfig session) {
    return new RecognizerSettings(
        session.get("spark.mnistfit.model", ""),
        parsed(
            session,
            "spark.mnistfit.fit",
            FitName.robust.name(),
            "robust or article",
            value -> FitName.valueOf(value.toLowerCase(Locale.ROOT)).name()),
        parsed(
            session,
            "spark.mnistfit.minConfidence",
            "",
            "a number from 0 to 1",
            value -> value.isEmpty() ? MODELS_OWN : probability(value)),
        parsed(
            session,
            "spark.mnistfit.maxPixels",
            Long.toString(MAX_PIXELS),
            "a whole number, at least 1",
            RecognizerSettings::positive));
  }

  private static <T> T parsed(
      RuntimeConfig session,
      String name,
      String otherwise,
      String needed,
      Function<String, T> parse) {
    String value = session.get(name, otherwise);
    try {
      return parse.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s must be %s, not %s.".formatted(name, needed, value), e);
    }
  }

  private static double probability(String text) {
    double number = Double.parseDouble(text);
    if (number >= 0 && number <= 1) {
      return number;
    }
    throw new IllegalArgumentException(text);
  }

  private static long positive(String text) {
    long number = Long.parseLong(text);
    if (number < 1) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }
}
