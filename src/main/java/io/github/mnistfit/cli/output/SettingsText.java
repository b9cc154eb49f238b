package io.github.mnistfit.cli.output;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The settings of a training run, as a model's provenance names them, in words. */
final class SettingsText {
  /** What its parts alone don't tell. */
  private static final Map<String, String> WORDS =
      Map.of(
          "augmented", "varied images",
          "nonDigits", "non-digits a batch",
          "hardExamples", "hard ones a batch",
          "warmUp", "warm-up steps",
          "averaging", "weight averaging",
          "ownPictures", "own pictures",
          "ownHeldOut", "of them held out",
          "teachersShare", "teachers' share");

  /** Settings that are off at 0. */
  private static final Set<String> OFF_AT_0 =
      Set.of("nonDigits", "hardExamples", "weightDecay", "heldOut");

  private SettingsText() {}

  /** Each setting's name and value, in the order given; what is off is left out. */
  static Map<String, String> of(Map<String, Object> settings) {
    Map<String, String> words = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          boolean isZero = value instanceof Number number && number.doubleValue() == 0;
          if (!Boolean.FALSE.equals(value) && !(isZero && OFF_AT_0.contains(name))) {
            words.put(
                WORDS.getOrDefault(name, split(name)),
                Boolean.TRUE.equals(value) ? "yes" : Texts.shown(value));
          }
        });
    return words;
  }

  private static String split(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
