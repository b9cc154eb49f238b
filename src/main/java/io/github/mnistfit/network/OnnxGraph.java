package io.github.mnistfit.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A network as ONNX, which is put together operator by operator. The numbers of fields are those of
 * onnx.proto.
 */
public final class OnnxGraph {
  /** Of 2021: what reads ONNX today reads these. */
  private static final int IR_VERSION = 8;

  private static final int OPERATORS = 13;

  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_INTS = 7;

  private final Protobuf graph = new Protobuf();
  private int tensors;

  /** What an operator is told beside its inputs. */
  public static final class Attribute {
    private final Protobuf message;

    private Attribute(Protobuf message) {
      this.message = message;
    }

    /** A whole number. */
    public static Attribute of(String name, int value) {
      return new Attribute(new Protobuf().add(1, name).add(3, value).add(20, ATTRIBUTE_INT));
    }

    /** Several whole numbers. */
    public static Attribute of(String name, int... values) {
      var message = new Protobuf().add(1, name);
      for (int value : values) {
        message.add(8, value);
      }
      return new Attribute(message.add(20, ATTRIBUTE_INTS));
    }

    /** A word. */
    public static Attribute of(String name, String value) {
      return new Attribute(new Protobuf().add(1, name).add(4, value).add(20, ATTRIBUTE_STRING));
    }
  }

  /** Adds numbers that are known, as weights, and returns their name. */
  public String tensor(float[] values, int... shape) {
    var tensor = new Protobuf();
    for (int side : shape) {
      tensor.add(1, side);
    }
    String name = String.format(Locale.ROOT, "tensor%d", ++tensors);
    graph.add(5, tensor.add(2, FLOAT).add(8, name).add(9, Protobuf.toBytes(values)));
    return name;
  }

  /**
   * Adds an operator.
   *
   * @param output the name of what it gives, and its own
   * @return the output
   */
  public String add(String operator, String output, List<String> inputs, Attribute... attributes) {
    var node = new Protobuf();
    inputs.forEach(input -> node.add(1, input));
    node.add(2, output).add(3, output).add(4, operator);
    for (Attribute attribute : attributes) {
      node.add(5, attribute.message);
    }
    graph.add(1, node);
    return output;
  }

  /** Names what the network is given; any number of such, whose number is the first dimension. */
  public void input(String name, int... shape) {
    graph.add(11, value(name, shape));
  }

  /** Names what it gives, likewise. */
  public void output(String name, int... shape) {
    graph.add(12, value(name, shape));
  }

  private static Protobuf value(String name, int... shape) {
    var sides = new Protobuf().add(1, new Protobuf().add(2, "n"));
    for (int side : shape) {
      sides.add(1, new Protobuf().add(1, side));
    }
    var type = new Protobuf().add(1, new Protobuf().add(1, FLOAT).add(2, sides));
    return new Protobuf().add(1, name).add(2, type);
  }

  /**
   * The bytes of an ONNX file; nothing can be added then.
   *
   * @param name the network's
   * @param version mnistfit's
   */
  public byte[] toBytes(String name, String version, Map<String, String> metadata) {
    Protobuf message =
        new Protobuf()
            .add(1, IR_VERSION)
            .add(2, "mnistfit")
            .add(3, version)
            .add(7, graph.add(2, name))
            .add(8, new Protobuf().add(1, "").add(2, OPERATORS));
    metadata.forEach((key, text) -> message.add(14, new Protobuf().add(1, key).add(2, text)));
    return message.toBytes();
  }
}
