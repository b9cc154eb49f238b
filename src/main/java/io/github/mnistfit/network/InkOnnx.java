package io.github.mnistfit.network;

import io.github.mnistfit.network.OnnxGraph.Attribute;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An ink network as ONNX: what {@link InkArchitecture} trains, its batch normalisation folded. In
 * and out as there, of any number of pictures, and of any size whose sides are multiples of {@link
 * InkArchitecture#STRIDE}.
 */
final class InkOnnx {
  private static final String INPUT = "picture";

  private final OnnxGraph graph = new OnnxGraph();
  private final String everywhere = graph.tensor(new float[0], 0);
  private final String twice = graph.tensor(new float[] {1, 1, 2, 2}, 4);

  /** Of each convolution, by its name. */
  private final Map<String, Tensors> tensors = new HashMap<>();

  /** The names of a convolution's numbers. */
  private record Tensors(String weights, String biases) {}

  private final InkArchitecture architecture;

  private InkOnnx(InkModel model) {
    architecture = model.architecture();
    float[] parameters = model.parameters();
    int from = 0;
    for (InkArchitecture.Convolution c : architecture.convolutions()) {
      int weights = from + c.outputs();
      int to = weights + c.weights();
      tensors.put(
          c.name(),
          new Tensors(
              graph.tensor(
                  Arrays.copyOfRange(parameters, weights, to),
                  c.outputs(),
                  c.inputs(),
                  c.side(),
                  c.side()),
              graph.tensor(Arrays.copyOfRange(parameters, from, weights), c.outputs())));
      from = to;
    }
  }

  /** The bytes of an ONNX file. */
  static byte[] of(InkModel model) {
    return new InkOnnx(model).toBytes();
  }

  private byte[] toBytes() {
    String one = convolved("down1", convolved("stem", INPUT));
    String two = convolved("down2b", convolved("down2a", pooled(one)));
    String three = convolved("down3b", convolved("down3a", pooled(two)));
    String bottom = convolved("bottom2", convolved("bottom1", pooled(three)));
    String up = convolved("up3", joined(bottom, three));
    up = convolved("up2", joined(up, two));
    up = convolved("up1", joined(up, one));
    String logits = convolution(InkArchitecture.LOGITS, up);
    graph.input(INPUT, 1, InkImage.SIDE, InkImage.SIDE);
    graph.output(logits, InkArchitecture.CHANNELS, InkArchitecture.PLACES, InkArchitecture.PLACES);
    return graph.toBytes("mnistfit ink", "", Map.of());
  }

  private String convolution(String name, String input) {
    InkArchitecture.Convolution convolution = architecture.convolution(name);
    int side = convolution.side();
    int stride = convolution.stride();
    // Where a border can't be the same on both sides, DL4J has the wider one right and below.
    int before = (side - stride) / 2;
    int after = side - stride - before;
    return graph.add(
        "Conv",
        name,
        List.of(input, tensors.get(name).weights(), tensors.get(name).biases()),
        Attribute.of("kernel_shape", side, side),
        Attribute.of("strides", stride, stride),
        Attribute.of("pads", before, before, after, after));
  }

  private String convolved(String name, String input) {
    return graph.add("Relu", name + "-relu", List.of(convolution(name, input)));
  }

  private String pooled(String input) {
    return graph.add(
        "MaxPool",
        input + "-pooled",
        List.of(input),
        Attribute.of("kernel_shape", 2, 2),
        Attribute.of("strides", 2, 2));
  }

  /** What was found at half the size, enlarged, beside what was kept at this size. */
  private String joined(String coarse, String fine) {
    String enlarged =
        graph.add(
            "Resize",
            coarse + "-enlarged",
            List.of(coarse, everywhere, twice),
            Attribute.of("mode", "nearest"),
            Attribute.of("coordinate_transformation_mode", "asymmetric"),
            Attribute.of("nearest_mode", "floor"));
    return graph.add(
        "Concat", coarse + "-joined", List.of(enlarged, fine), Attribute.of("axis", 1));
  }
}
