package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * A model as ONNX has it: from {@link #INPUT}, n×1×28×28 in [0, 1], to n×10 probabilities at
 * temperature 1.
 */
final class OnnxModel {
  static final String INPUT = "images";

  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 13;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("digits");
  private String last = INPUT;
  private boolean flat;

  private OnnxModel() {}

  /** The bytes of an ONNX file, batch normalisation folded as mnistfit does to predict. */
  static byte[] of(Model model) {
    var onnx = new OnnxModel();
    List<FoldedLayer> layers = FoldedLayer.of(model.architecture(), model.parameters());
    for (FoldedLayer layer : layers) {
      onnx.add(layer, layer == layers.get(layers.size() - 1));
    }
    onnx.graph
        .addInput(value(INPUT, 1, MnistImage.SIDE, MnistImage.SIDE))
        .addOutput(value(onnx.last, Architecture.CLASSES));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
        .setGraph(onnx.graph)
        .build()
        .toByteArray();
  }

  private void add(FoldedLayer layer, boolean isLast) {
    if (layer.plan() instanceof LayerPlan.Convolution convolution) {
      int kernel = convolution.kernel();
      String weights =
          tensor(layer.weights(), convolution.channels(), layer.input().channels(), kernel, kernel);
      append("Conv", List.of(weights, tensor(layer.biases(), convolution.channels())));
      append("Relu", List.of());
    } else if (layer.plan() instanceof LayerPlan.Dense dense) {
      if (!flat) {
        append("Flatten", List.of());
        flat = true;
      }
      String weights = tensor(layer.weights(), dense.outputs(), layer.input().size());
      String biases = tensor(layer.biases(), dense.outputs());
      append("Gemm", List.of(weights, biases), number("transB", 1));
      append(isLast ? "Softmax" : "Relu", List.of());
    } else {
      append("MaxPool", List.of(), list("kernel_shape", 2, 2), list("strides", 2, 2));
    }
  }

  /** Adds a tensor, and returns its name. */
  private String tensor(float[] values, int... shape) {
    var tensor =
        TensorProto.newBuilder()
            .setName("tensor" + graph.getInitializerCount())
            .setDataType(TensorProto.DataType.FLOAT_VALUE);
    for (int side : shape) {
      tensor.addDims(side);
    }
    var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    graph.addInitializer(tensor.setRawData(ByteString.copyFrom(bytes.array())));
    return tensor.getName();
  }

  private void append(String operator, List<String> tensors, AttributeProto... attributes) {
    String next = "values" + graph.getNodeCount();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addInput(last)
            .addAllInput(tensors)
            .addOutput(next)
            .addAllAttribute(List.of(attributes)));
    last = next;
  }

  private static AttributeProto list(String name, long... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static ValueInfoProto value(String name, long... shape) {
    var sides =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("n"));
    for (long side : shape) {
      sides.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    }
    var tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(sides);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
