package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
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
  private final FloatBuffer parameters;
  private String last = INPUT;
  private boolean flat;

  private OnnxModel(float[] parameters) {
    this.parameters = FloatBuffer.wrap(parameters);
  }

  /** The bytes of an ONNX file, batch normalisation folded as mnistfit does to predict. */
  static byte[] of(Model model) {
    Architecture architecture = model.architecture();
    var onnx =
        new OnnxModel(
            Folding.fold(architecture.configuration(0, CNN2DFormat.NCHW), model.parameters()));
    MultiLayerConfiguration configuration = architecture.predictionConfiguration();
    for (int i = 0; i < configuration.getConfs().size(); i++) {
      onnx.add(configuration.getConf(i).getLayer());
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

  private void add(Layer layer) {
    if (layer instanceof ConvolutionLayer convolution) {
      int in = (int) convolution.getNIn();
      int out = (int) convolution.getNOut();
      long[] kernel = longs(convolution.getKernelSize());
      String biases = tensor(out);
      String weights = tensor(out, in, kernel[0], kernel[1]);
      append("Conv", List.of(weights, biases));
      append("Relu", List.of());
    } else if (layer instanceof SubsamplingLayer pool) {
      append(
          "MaxPool",
          List.of(),
          list("kernel_shape", longs(pool.getKernelSize())),
          list("strides", longs(pool.getStride())));
    } else if (layer instanceof FeedForwardLayer dense) {
      if (!flat) {
        append("Flatten", List.of());
        flat = true;
      }
      String weights = tensor(dense.getNOut(), dense.getNIn());
      String biases = tensor(dense.getNOut());
      append("Gemm", List.of(weights, biases), number("transB", 1));
      append(layer instanceof OutputLayer ? "Softmax" : "Relu", List.of());
    } else {
      throw new IllegalArgumentException("unknown layer " + layer.getClass());
    }
  }

  /** Adds the next parameters as a tensor, and returns its name. */
  private String tensor(long... shape) {
    long size = 1;
    var tensor =
        TensorProto.newBuilder()
            .setName("tensor" + graph.getInitializerCount())
            .setDataType(TensorProto.DataType.FLOAT_VALUE);
    for (long side : shape) {
      tensor.addDims(side);
      size *= side;
    }
    var bytes = ByteBuffer.allocate((int) size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < size; i++) {
      bytes.putFloat(parameters.get());
    }
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

  private static AttributeProto list(String name, long[] values) {
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

  private static long[] longs(int[] values) {
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = values[i];
    }
    return longs;
  }
}
