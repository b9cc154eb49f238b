package io.github.mnistfit.report;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.RgbImage;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row as the template {@code row.mustache} shows it; to a template, what may be absent is a list.
 */
record RowView(ReportRow row) {
  /** The longer side of a step's picture, in pixels, at most: twice what a panel has on a page. */
  private static final int STEP_SIDE = 160;

  /** Of the picture itself, which is seen in large. */
  private static final int PICTURE_SIDE = 320;

  /** The longer side of a picture that is shown so much larger that its pixels are seen. */
  private static final int PIXELS_SEEN = 64;

  /** Room for a digit's bar in the drawing of the probabilities, and for all of it. */
  private static final int BAR = 10;

  private static final int HEIGHT = 30;

  String name() {
    return row.name();
  }

  String path() {
    return row.path();
  }

  String told() {
    return row.told().digit();
  }

  String note() {
    return row.told().note();
  }

  String group() {
    return row.group();
  }

  boolean wrong() {
    return row.isWrong();
  }

  boolean unreadable() {
    return row.told().digit().equals(ReportRow.UNREADABLE);
  }

  List<Integer> label() {
    return row.label().stream().map(ReportRow.Label::digit).toList();
  }

  String counted() {
    return row.label().map(ReportRow.Label::counted).orElse("");
  }

  String fingerprint() {
    return row.fingerprint();
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

  /** The ten probabilities with spaces between. */
  String probabilities() {
    return row.probabilities().stream()
        .map(ReportRow.Probability::text)
        .collect(Collectors.joining(" "));
  }

  /** The bars of all digits but the most probable one, as a path of SVG. */
  String bars() {
    return IntStream.range(0, row.probabilities().size())
        .filter(d -> d != row.best())
        .mapToObj(this::bar)
        .collect(Collectors.joining());
  }

  String bestBar() {
    return bar(row.best());
  }

  private String bar(int digit) {
    double height = Math.max(0.5, HEIGHT * row.probabilities().get(digit).value());
    return String.format(
        Locale.ROOT, "M%d %dv-%3$.1fh%4$dv%3$.1fz", BAR * digit + 1, HEIGHT, height, BAR - 2);
  }

  /** The confidence, and the second digit with its own, if there is anything of it. */
  String sureness() {
    int second =
        IntStream.range(0, row.probabilities().size())
            .filter(d -> d != row.best())
            .boxed()
            .max(Comparator.comparingDouble(d -> row.probabilities().get(d).value()))
            .orElseThrow();
    List<ReportRow.Probability> all = row.probabilities();
    String best = all.get(row.best()).text();
    return isNothing(all.get(second))
        ? best
        : "%s, then %d with %s".formatted(best, second, all.get(second).text());
  }

  private static boolean isNothing(ReportRow.Probability probability) {
    return new BigDecimal(probability.text()).signum() == 0;
  }

  /**
   * For each step its name, its picture's type and the picture; neither of these where it is as it
   * was before.
   */
  String steps() {
    List<ReportRow.Step> steps = row.steps();
    return IntStream.range(0, steps.size())
        .mapToObj(
            i -> {
              RgbImage image = steps.get(i).image();
              boolean isNew = i == 0 || !image.equals(steps.get(i - 1).image());
              return steps.get(i).name() + "," + (isNew ? encoded(image, i == 0) : ",");
            })
        .collect(Collectors.joining(";"));
  }

  private static String encoded(RgbImage image, boolean isPicture) {
    // Enlarged, every pixel is seen, and a JPEG's would be speckled.
    if (Math.max(image.width(), image.height()) <= PIXELS_SEEN) {
      return "png," + base64(Buffered.encode(Buffered.of(image), "png"));
    }
    BufferedImage small =
        Buffered.reduced(Buffered.of(image), isPicture ? PICTURE_SIDE : STEP_SIDE);
    return "jpeg," + base64(Buffered.encode(small, "jpg"));
  }

  /** For each hypothesis its name, its PNG, and 1 if it was chosen. */
  String hypotheses() {
    return row.hypotheses().stream()
        .map(
            one ->
                "%s,%s,%d"
                    .formatted(
                        one.name(),
                        base64(Buffered.encode(Buffered.of(GreyImage.of(one.image())), "png")),
                        one.isChosen() ? 1 : 0))
        .collect(Collectors.joining(";"));
  }

  private static String dataUri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
