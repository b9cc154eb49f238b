package io.github.mnistfit.network.exchange;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.FoldedLayer;
import io.github.mnistfit.network.LayerPlan;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.OnnxGraph;
import io.github.mnistfit.network.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model as ONNX: from {@link #INPUT}, n×1×28×28 floats in [0, 1], white ink on black, to {@link
 * #OUTPUT}, n×10 calibrated probabilities of the digits 0 to 9. Batch normalisation is folded, as
 * mnistfit does to predict; the temperature divides the logits before the softmax.
 */
public final class OnnxFile {
  /** The name of what the network is given. */
  public static final String INPUT = "images";

  /** The name of what it gives. */
  public static final String OUTPUT = "probabilities";

  private final OnnxGraph graph = new OnnxGraph();
  private int nodes;
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
        "Div",
        "calibrated",
        List.of(file.graph.tensor(new float[] {(float) model.temperature()}, 1)));
    file.append("Softmax", OUTPUT, List.of(), Attribute.of("axis", 1));
    file.graph.input(INPUT, 1, MnistImage.SIDE, MnistImage.SIDE);
    file.graph.output(OUTPUT, Architecture.CLASSES);
    return file.graph.toBytes(
        "mnistfit " + model.architecture().label(), version, metadata(model, version));
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
          graph.tensor(
              layer.weights(), convolution.channels(), layer.input().channels(), kernel, kernel);
      String biases = graph.tensor(layer.biases(), convolution.channels());
      append("Conv", name, List.of(weights, biases), Attribute.of("kernel_shape", kernel, kernel));
      append("Relu", name + "/relu", List.of());
    } else if (layer.plan() instanceof LayerPlan.Dense dense) {
      if (!isFlat) {
        append("Flatten", "flat", List.of(), Attribute.of("axis", 1));
        isFlat = true;
      }
      String weights = graph.tensor(layer.weights(), dense.outputs(), layer.input().size());
      String biases = graph.tensor(layer.biases(), dense.outputs());
      append("Gemm", isLast ? "logits" : name, List.of(weights, biases), Attribute.of("transB", 1));
      if (!isLast) {
        append("Relu", name + "/relu", List.of());
      }
    } else {
      append(
          "MaxPool",
          name,
          List.of(),
          Attribute.of("kernel_shape", 2, 2),
          Attribute.of("strides", 2, 2));
    }
  }

  /** Adds an operator that takes what the last one gave. */
  private void append(String operator, String name, List<String> weights, Attribute... attributes) {
    String output = name.equals(OUTPUT) ? name : String.format(Locale.ROOT, "%d/%s", ++nodes, name);
    List<String> inputs = new ArrayList<>(List.of(last));
    inputs.addAll(weights);
    last = graph.add(operator, output, inputs, attributes);
  }
}
