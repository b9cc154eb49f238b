package io.github.mnistfit.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of layers, as {@code conv3x32} or {@code pool}. */
final class LayerLabels {
  private static final Pattern CONVOLUTION =
      Pattern.compile("conv(?<kernel>[0-9]{1,4})x(?<channels>[0-9]{1,4})(?<norm>n?)");
  private static final Pattern DENSE =
      Pattern.compile("dense(?<outputs>[0-9]{1,4})(?<norm>n?)(k(?<kept>0\\.[0-9]{1,20}))?");

  private LayerLabels() {}

  /**
   * Checks a size.
   *
   * @throws IllegalArgumentException if it isn't in 1 to 9999
   */
  static void check(int number) {
    if (number < 1 || number > LayerPlan.MOST) {
      throw new IllegalArgumentException("a layer's size is " + number);
    }
  }

  /** The layer of a word; empty if it is none. */
  static Optional<LayerPlan> layer(String label) {
    Matcher convolution = CONVOLUTION.matcher(label);
    Matcher dense = DENSE.matcher(label);
    try {
      if (label.equals("pool")) {
        return Optional.of(new LayerPlan.MaxPool());
      }
      if (convolution.matches()) {
        return Optional.of(
            new LayerPlan.Convolution(
                Integer.parseInt(convolution.group("kernel")),
                Integer.parseInt(convolution.group("channels")),
                !convolution.group("norm").isEmpty()));
      }
      if (dense.matches()) {
        String kept = dense.group("kept");
        return Optional.of(
            new LayerPlan.Dense(
                Integer.parseInt(dense.group("outputs")),
                !dense.group("norm").isEmpty(),
                kept == null ? 1 : Double.parseDouble(kept)));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
