package io.github.mnistfit.report;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A row as the template {@code row.mustache} shows it; to a template, what may be absent is a list.
 */
record RowView(ReportRow row) {
  /** A digit's bar: its height is the probability. */
  record Bar(int digit, String share, boolean isBest) {}

  String name() {
    return row.name();
  }

  String told() {
    return row.told();
  }

  String note() {
    return row.note();
  }

  String group() {
    return row.group();
  }

  boolean wrong() {
    return row.isWrong();
  }

  List<Integer> label() {
    return row.label().stream().toList();
  }

  /** The most probable digit, or nothing. */
  String best() {
    return row.best() < 0 ? "" : Integer.toString(row.best());
  }

  List<String> original() {
    return row.original().map(jpeg -> dataUri("image/jpeg", jpeg)).stream().toList();
  }

  List<String> fitted() {
    return row.fitted().map(png -> dataUri("image/png", png)).stream().toList();
  }

  List<Bar> bars() {
    return IntStream.range(0, row.probabilities().size())
        .mapToObj(
            d ->
                new Bar(
                    d,
                    String.format(Locale.ROOT, "%.3f", row.probabilities().get(d)),
                    d == row.best()))
        .toList();
  }

  /** The confidence as text, and the second digit with its own: "98.2 %, then 9 with 1.5 %". */
  String sureness() {
    int second =
        IntStream.range(0, row.probabilities().size())
            .filter(d -> d != row.best())
            .boxed()
            .max(Comparator.comparingDouble(d -> row.probabilities().get(d)))
            .orElseThrow();
    return percent(row.confidence())
        + ", then "
        + second
        + " with "
        + percent(row.probabilities().get(second));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String dataUri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
