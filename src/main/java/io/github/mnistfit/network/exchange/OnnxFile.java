package io.github.mnistfit.network.exchange;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.FoldedLayer;
import io.github.mnistfit.network.LayerPlan;
import io.github.mnistfit.network.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model as ONNX: from {@link #INPUT}, n×1×28×28 floats in [0, 1], white ink on black, to {@link
 * #OUTPUT}, n×10 calibrated probabilities of the digits 0 to 9. Batch normalisation is folded, as
 * mnistfit does to predict; the temperature divides the logits before the softmax.
 *
 * <p>The numbers of fields are those of onnx.proto.
 */
public final class OnnxFile {
  /** The name of what the network is given. */
  public static final String INPUT = "images";

  /** The name of what it gives. */
  public static final String OUTPUT = "probabilities";

  /** Of 2021: what reads ONNX today reads these. */
  private static final int IR_VERSION = 8;

  private static final int OPERATORS = 13;

  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final Protobuf graph = new Protobuf();
  private int nodes;
  private int tensors;
  private String last = INPUT;
  private boolean isFlat;

  private OnnxFile() {}

  /**
   * The bytes of an ONNX file; the same model and version give the same bytes. Its metadata tell
   * the version, the temperature, the rejection threshold under which an answer is no digit, the
   * classes, and the fit of the pictures that it is calibrated for, if there is one.
   *
   * @param version mnistfit's
   */
  public static byte[] toBytes(Model model, String version) {
    var file = new OnnxFile();
    List<FoldedLayer> layers = FoldedLayer.of(model.architecture(), model.parameters());
    for (FoldedLayer layer : layers) {
      file.add(layer, layer == layers.get(layers.size() - 1));
    }
    file.append(
        "Div", "calibrated", List.of(file.tensor(new float[] {(float) model.temperature()}, 1)));
    file.append("Softmax", OUTPUT, List.of(), attribute("axis", 1));
    file.graph
        .add(2, "mnistfit " + model.architecture().label())
        .add(11, value(INPUT, 1, MnistImage.SIDE, MnistImage.SIDE))
        .add(12, value(OUTPUT, Architecture.CLASSES));
    Protobuf message =
        new Protobuf()
            .add(1, IR_VERSION)
            .add(2, "mnistfit")
            .add(3, version)
            .add(7, file.graph)
            .add(8, new Protobuf().add(1, "").add(2, OPERATORS));
    metadata(model, version)
        .forEach((key, text) -> message.add(14, new Protobuf().add(1, key).add(2, text)));
    return message.toBytes();
  }

  private static Map<String, String> metadata(Model model, String version) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("mnistfit", version);
    metadata.put("classes", "0,1,2,3,4,5,6,7,8,9");
    metadata.put("temperature", Double.toString(model.temperature()));
    metadata.put("min_confidence", Double.toString(model.rejectionThreshold()));
    model.fit().ifPresent(fit -> metadata.put("fit", fit));
    return metadata;
  }

  private void add(FoldedLayer layer, boolean isLast) {
    String name = layer.plan().label();
    if (layer.plan() instanceof LayerPlan.Convolution convolution) {
      int kernel = convolution.kernel();
      String weights =
          tensor(layer.weights(), convolution.channels(), layer.input().channels(), kernel, kernel);
      String biases = tensor(layer.biases(), convolution.channels());
      append("Conv", name, List.of(weights, biases), attribute("kernel_shape", kernel, kernel));
      append("Relu", name + "/relu", List.of());
    } else if (layer.plan() instanceof LayerPlan.Dense dense) {
      if (!isFlat) {
        append("Flatten", "flat", List.of(), attribute("axis", 1));
        isFlat = true;
      }
      String weights = tensor(layer.weights(), dense.outputs(), layer.input().size());
      String biases = tensor(layer.biases(), dense.outputs());
      append("Gemm", isLast ? "logits" : name, List.of(weights, biases), attribute("transB", 1));
      if (!isLast) {
        append("Relu", name + "/relu", List.of());
      }
    } else {
      append(
          "MaxPool", name, List.of(), attribute("kernel_shape", 2, 2), attribute("strides", 2, 2));
    }
  }

  /** Adds a tensor, and returns its name. */
  private String tensor(float[] values, int... shape) {
    var tensor = new Protobuf();
    for (int side : shape) {
      tensor.add(1, side);
    }
    String name = String.format(Locale.ROOT, "tensor%d", ++tensors);
    graph.add(5, tensor.add(2, FLOAT).add(8, name).add(9, Protobuf.toBytes(values)));
    return name;
  }

  /** Adds an operator that takes what the last one gave. */
  private void append(String operator, String name, List<String> inputs, Protobuf... attributes) {
    boolean isOutput = name.equals(OUTPUT);
    String output = isOutput ? name : String.format(Locale.ROOT, "%d/%s", ++nodes, name);
    var node = new Protobuf().add(1, last);
    inputs.forEach(input -> node.add(1, input));
    node.add(2, output).add(3, output).add(4, operator);
    for (Protobuf attribute : attributes) {
      node.add(5, attribute);
    }
    graph.add(1, node);
    last = output;
  }

  private static Protobuf attribute(String name, int value) {
    return new Protobuf().add(1, name).add(3, value).add(20, ATTRIBUTE_INT);
  }

  private static Protobuf attribute(String name, int first, int second) {
    return new Protobuf().add(1, name).add(8, first).add(8, second).add(20, ATTRIBUTE_INTS);
  }

  /** An input or output: its name and shape, the first side of which is left open. */
  private static Protobuf value(String name, int... shape) {
    var sides = new Protobuf().add(1, new Protobuf().add(2, "n"));
    for (int side : shape) {
      sides.add(1, new Protobuf().add(1, side));
    }
    var type = new Protobuf().add(1, new Protobuf().add(1, FLOAT).add(2, sides));
    return new Protobuf().add(1, name).add(2, type);
  }
}
