package io.github.mnistfit.network.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.LayerParameters;
import io.github.mnistfit.network.LayerPlan;
import io.github.mnistfit.network.Model;
import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a model of Keras' layers, one after the other. Keras divides what is one layer here: a
 * convolution or dense layer without activation, batch normalisation, and ReLU.
 */
final class KerasReader {
  private static final double BYTE = 1.0 / 255;

  private final KerasWeights weights;
  private final List<LayerParameters> layers = new ArrayList<>();
  private LayerPlan.Shape shape = new LayerPlan.Shape(1, MnistImage.SIDE);
  private boolean isFlat;
  private boolean isScaled;
  private boolean isFinished;
  private double temperature = 1;

  /** What waits for its activation; null if nothing does. */
  private Linear linear;

  private KerasReader(KerasWeights weights) {
    this.weights = weights;
  }

  /**
   * A layer before its activation.
   *
   * @param source Keras' layer
   * @param plan what it will be, if it becomes nothing else
   * @param weights in mnistfit's order
   * @param biases one for each output
   * @param statistics of batch normalisation; null if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Linear(
      KerasLayer source, LayerPlan plan, float[] weights, float[] biases, float[] statistics) {}

  /** The model of some layers and their weights. */
  static Model read(List<KerasLayer> layers, KerasWeights weights) throws RefusedException {
    var reader = new KerasReader(weights);
    for (KerasLayer layer : layers) {
      reader.add(layer);
    }
    return reader.model();
  }

  private Model model() throws RefusedException {
    if (linear != null && isPlainDense()) {
      settle(); // logits, which are as good as their softmax
    }
    requireSettled();
    try {
      var architecture = Architecture.of(layers.stream().map(LayerParameters::plan).toList());
      return new Model(architecture, LayerParameters.join(layers), temperature);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(e.getMessage());
    }
  }

  private void add(KerasLayer layer) throws RefusedException {
    if (isFinished) {
      throw layer.refused("stands behind the softmax");
    }
    input(layer);
    switch (layer.type()) {
      case "InputLayer" -> {}
      case "Rescaling" -> rescaling(layer);
      case "Conv2D", "Convolution2D" -> convolution(layer);
      case "MaxPooling2D", "MaxPool2D" -> maxPool(layer);
      case "Flatten" -> flatten(layer);
      case "Dense" -> dense(layer);
      case "BatchNormalization" -> normalization(layer);
      case "Dropout" -> dropout(layer);
      case "Activation" -> activation(layer, layer.config().path("activation"));
      case "ReLU" -> {
        layer.require(
            "max_value",
            layer.config().path("max_value").isNull()
                || layer.config().path("max_value").isMissingNode());
        layer.require("negative_slope", layer.number("negative_slope", 0) == 0);
        layer.require("threshold", layer.number("threshold", 0) == 0);
        activate(layer, "relu");
      }
      case "Softmax" -> {
        layer.require("axis", layer.number("axis", -1) == -1 || layer.number("axis", -1) == 1);
        activate(layer, "softmax");
      }
      case "Lambda" -> throw layer.refused("is code, which is never run");
      default -> throw layer.refused("is of a kind that mnistfit's networks can't have");
    }
  }

  /** What the network is given, where a layer says so: an image, or its 784 pixels. */
  private void input(KerasLayer layer) throws RefusedException {
    for (String setting : List.of("batch_shape", "batch_input_shape")) {
      JsonNode given = layer.config().path(setting);
      if (!given.isArray()) {
        continue;
      }
      List<Integer> sides = new ArrayList<>();
      for (JsonNode side : given) {
        sides.add(side.asInt(-1));
      }
      List<Integer> image = sides.subList(Math.min(1, sides.size()), sides.size());
      boolean isRow = image.equals(List.of(MnistImage.PIXELS));
      boolean isPicture =
          image.equals(List.of(MnistImage.SIDE, MnistImage.SIDE))
              || image.equals(List.of(MnistImage.SIDE, MnistImage.SIDE, 1));
      if (!layers.isEmpty() || linear != null || !(isRow || isPicture)) {
        throw new RefusedException("it takes %s, and not images of 28×28×1".formatted(image));
      }
      isFlat |= isRow;
    }
  }

  /** At the begin it makes bytes of what is in [0, 1] here; before the softmax, a temperature. */
  private void rescaling(KerasLayer layer) throws RefusedException {
    double scale = layer.number("scale", Double.NaN);
    layer.require("offset", layer.number("offset", 0) == 0);
    if (layers.isEmpty() && linear == null && !isScaled) {
      layer.require("scale", scale == 1 || Math.abs(scale - BYTE) < 1e-9);
      isScaled = true;
      return;
    }
    if (linear == null || !isPlainDense()) {
      throw layer.refused("stands neither at the begin nor before the softmax");
    }
    layer.require("scale", scale >= 0.01 && scale <= 100);
    temperature /= scale;
  }

  private void convolution(KerasLayer layer) throws RefusedException {
    requireSettled();
    if (isFlat) {
      throw layer.refused("stands behind a Flatten");
    }
    int kernel = layer.config().path("kernel_size").path(0).asInt();
    layer.require("kernel_size", kernel >= 1 && layer.isSquare("kernel_size", kernel));
    layer.require("kernel_size", kernel <= shape.side());
    layer.require("strides", layer.isSquare("strides", 1));
    layer.require("padding", layer.word("padding", "valid").equals("valid"));
    layer.require(
        "data_format", layer.word("data_format", "channels_last").equals("channels_last"));
    layer.require("dilation_rate", layer.isSquare("dilation_rate", 1));
    layer.require("groups", layer.number("groups", 1) == 1);
    int filters = layer.size("filters");
    layer.require("filters", filters >= 1 && filters <= LayerPlan.MOST);
    linear(layer, new LayerPlan.Convolution(kernel, filters, false));
  }

  private void dense(KerasLayer layer) throws RefusedException {
    requireSettled();
    if (!isFlat) {
      throw layer.refused("has no Flatten before it");
    }
    int units = layer.size("units");
    layer.require("units", units >= 1 && units <= LayerPlan.MOST);
    linear(layer, new LayerPlan.Dense(units));
  }

  private void linear(KerasLayer layer, LayerPlan plan) throws RefusedException {
    boolean hasBias = layer.flag("use_bias", true);
    Map<String, Dataset> arrays =
        weights.arrays(layer, hasBias ? List.of("kernel", "bias") : List.of("kernel"));
    var order = KerasOrder.of(plan, shape);
    int[] needed =
        plan instanceof LayerPlan.Convolution
            ? new int[] {order.side(), order.side(), order.inputs(), order.outputs()}
            : new int[] {shape.size(), order.outputs()};
    float[] kernel = KerasWeights.values(layer, "kernel", arrays.get("kernel"), needed);
    float[] biases =
        hasBias
            ? KerasWeights.values(layer, "bias", arrays.get("bias"), order.outputs())
            : new float[order.outputs()];
    linear = new Linear(layer, plan, order.fromKeras(kernel), biases, null);
    activation(layer, layer.config().path("activation"));
  }

  private void maxPool(KerasLayer layer) throws RefusedException {
    requireSettled();
    if (isFlat) {
      throw layer.refused("stands behind a Flatten");
    }
    layer.require("pool_size", layer.isSquare("pool_size", 2));
    layer.require("strides", layer.isSquare("strides", 2));
    layer.require(
        "padding",
        layer.word("padding", "valid").equals("valid")
            || (layer.word("padding", "").equals("same") && shape.side() % 2 == 0));
    layer.require(
        "data_format", layer.word("data_format", "channels_last").equals("channels_last"));
    append(new LayerParameters(new LayerPlan.MaxPool(), shape, new float[0], new float[0]));
  }

  private void flatten(KerasLayer layer) throws RefusedException {
    requireSettled();
    layer.require(
        "data_format", layer.word("data_format", "channels_last").equals("channels_last"));
    isFlat = true;
  }

  private void normalization(KerasLayer layer) throws RefusedException {
    if (linear == null || linear.statistics() != null) {
      throw layer.refused(
          "stands where mnistfit has no batch normalisation: it is read between a layer without"
              + " activation and its ReLU");
    }
    JsonNode axis = layer.config().path("axis");
    int along = (axis.isArray() && axis.size() == 1 ? axis.path(0) : axis).asInt(-1);
    int channels = linear.plan() instanceof LayerPlan.Convolution ? 3 : 1;
    layer.require("axis", along == -1 || along == channels);
    double epsilon = layer.number("epsilon", 1e-3);
    layer.require("epsilon", epsilon > 0 && epsilon < 1);
    boolean scales = layer.flag("scale", true);
    boolean shifts = layer.flag("center", true);
    List<String> roles = new ArrayList<>();
    if (scales) {
      roles.add("gamma");
    }
    if (shifts) {
      roles.add("beta");
    }
    roles.addAll(List.of("moving_mean", "moving_variance"));
    Map<String, Dataset> arrays = weights.arrays(layer, roles);
    int n = linear.biases().length;
    float[] ones = new float[n];
    Arrays.fill(ones, 1);
    float[] scale = scales ? KerasWeights.values(layer, "gamma", arrays.get("gamma"), n) : ones;
    float[] shift =
        shifts ? KerasWeights.values(layer, "beta", arrays.get("beta"), n) : new float[n];
    float[] mean = KerasWeights.values(layer, "moving_mean", arrays.get("moving_mean"), n);
    float[] variance =
        KerasWeights.values(layer, "moving_variance", arrays.get("moving_variance"), n);
    float[] statistics = new float[LayerParameters.STATISTICS * n];
    for (int o = 0; o < n; o++) {
      if (variance[o] < 0) {
        throw layer.refused("has a variance below 0");
      }
      statistics[o] = scale[o];
      statistics[n + o] = shift[o];
      // Here a normalised layer has no bias of its own, and another epsilon.
      statistics[2 * n + o] = mean[o] - linear.biases()[o];
      statistics[3 * n + o] = (float) (variance[o] + epsilon - LayerParameters.EPSILON);
    }
    linear =
        new Linear(linear.source(), linear.plan(), linear.weights(), linear.biases(), statistics);
  }

  /** Tells only training; a dense layer behind which it stands keeps it, to be fine-tuned. */
  private void dropout(KerasLayer layer) throws RefusedException {
    double rate = layer.number("rate", Double.NaN);
    layer.require("rate", rate >= 0 && rate <= 0.99);
    int at = layers.size() - 1;
    if (linear == null
        && at >= 0
        && rate > 0
        && layers.get(at).plan() instanceof LayerPlan.Dense dense
        && dense.kept() == 1) {
      double kept = Math.round((1 - rate) * 1e6) / 1e6;
      LayerParameters before = layers.get(at);
      layers.set(
          at,
          new LayerParameters(
              new LayerPlan.Dense(dense.outputs(), dense.isNormalized(), kept),
              before.input(),
              before.weights(),
              before.others()));
    }
  }

  private void activation(KerasLayer layer, JsonNode named) throws RefusedException {
    if (named.isMissingNode() || named.isNull()) {
      return;
    }
    layer.require("activation", named.isTextual());
    if (!named.asText().equals("linear")) {
      layer.require("activation", Set.of("relu", "softmax").contains(named.asText()));
      activate(layer, named.asText());
    }
  }

  private void activate(KerasLayer layer, String function) throws RefusedException {
    if (linear == null) {
      throw layer.refused("is an activation without a layer before it");
    }
    if (function.equals("softmax")) {
      if (!isPlainDense()) {
        throw layer.refused("is a softmax, which is read only behind a dense layer at the end");
      }
      isFinished = true;
    } else if (temperature != 1) {
      throw layer.refused("stands behind a Rescaling");
    }
    settle();
  }

  private boolean isPlainDense() {
    return linear.plan() instanceof LayerPlan.Dense && linear.statistics() == null;
  }

  /** Takes over what was waiting for its activation. */
  private void settle() {
    boolean isNormalized = linear.statistics() != null;
    LayerPlan plan = linear.plan();
    if (isNormalized) {
      plan =
          plan instanceof LayerPlan.Convolution c
              ? new LayerPlan.Convolution(c.kernel(), c.channels(), true)
              : new LayerPlan.Dense(((LayerPlan.Dense) plan).outputs(), true, 1);
    }
    append(
        new LayerParameters(
            plan, shape, linear.weights(), isNormalized ? linear.statistics() : linear.biases()));
    linear = null;
  }

  private void append(LayerParameters layer) {
    layers.add(layer);
    shape = layer.plan().output(shape);
  }

  private void requireSettled() throws RefusedException {
    if (linear != null) {
      throw linear.source().refused("has no ReLU behind it");
    }
  }
}
