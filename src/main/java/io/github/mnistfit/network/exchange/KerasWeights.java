package io.github.mnistfit.network.exchange;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.message.DataLayout;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HDF5 file of Keras' in memory. Nothing leads out of it: links are refused, and so is what is
 * compressed. Arrays are read when their size is known to be what the layer needs.
 */
final class KerasWeights implements AutoCloseable {
  /** Far more than a layer's own groups and arrays. */
  private static final int MOST_NODES = 64;

  private final HdfFile file;
  private final Map<String, Integer> counts = new HashMap<>();

  KerasWeights(byte[] bytes) {
    file = HdfFile.fromBytes(bytes);
  }

  /**
   * A text that the file states of itself; empty if it doesn't.
   *
   * @param limit in letters
   */
  Optional<String> text(String attribute, int limit) throws RefusedException {
    Attribute found = file.getAttribute(attribute);
    if (found == null || !(found.getData() instanceof String text)) {
      return Optional.empty();
    }
    if (text.length() > limit) {
      throw new RefusedException("its " + attribute + " is larger than any model's");
    }
    return Optional.of(text);
  }

  /** Whether it is the file of weights within a .keras file. */
  boolean hasNumberedVariables() throws RefusedException {
    return container() != null;
  }

  /** The layers' group: Keras 3's and late Keras 2's names for it. */
  private Group container() throws RefusedException {
    Group layers = group(file, "layers");
    return layers == null ? group(file, "_layer_checkpoint_dependencies") : layers;
  }

  /**
   * The arrays of a layer. Those of each kind of layer must be asked for in the model's order, by
   * which a .keras file has them.
   *
   * @param roles the arrays' names in Keras, in its order
   * @return an array for each
   */
  Map<String, Dataset> arrays(KerasLayer layer, List<String> roles) throws RefusedException {
    return hasNumberedVariables() ? numbered(layer, roles) : named(layer, roles);
  }

  private Map<String, Dataset> numbered(KerasLayer layer, List<String> roles)
      throws RefusedException {
    String kind = snakeCase(layer.type());
    int number = counts.merge(kind, 1, Integer::sum) - 1;
    Group variables = group(group(container(), number == 0 ? kind : kind + "_" + number), "vars");
    Map<String, Dataset> arrays = new HashMap<>();
    for (int i = 0; i < roles.size(); i++) {
      Node array = variables == null ? null : variables.getChild(Integer.toString(i));
      arrays.put(roles.get(i), array(layer, roles.get(i), array));
    }
    if (variables != null && variables.getChild(Integer.toString(roles.size())) != null) {
      throw layer.refused("has more arrays of weights than such a layer needs");
    }
    return arrays;
  }

  /** As Keras makes names of its classes. */
  static String snakeCase(String type) {
    return type.replaceAll("([a-z0-9])([A-Z])(?=[a-z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private Map<String, Dataset> named(KerasLayer layer, List<String> roles) throws RefusedException {
    Group all = group(file, "model_weights");
    Group own = group(all == null ? file : all, layer.name());
    Map<String, Dataset> arrays = new HashMap<>();
    Deque<Group> left = new ArrayDeque<>();
    if (own != null) {
      left.add(own);
    }
    int nodes = 0;
    while (!left.isEmpty()) {
      for (Node node : left.remove().getChildren().values()) {
        if (++nodes > MOST_NODES) {
          throw layer.refused("has more arrays of weights than such a layer needs");
        }
        String name = node.getName().replaceFirst(":0$", "");
        if (node instanceof Group group) {
          left.add(group);
        } else if (roles.contains(name)) {
          arrays.put(name, array(layer, name, node));
        }
      }
    }
    for (String role : roles) {
      array(layer, role, arrays.get(role));
    }
    return arrays;
  }

  private static Dataset array(KerasLayer layer, String role, Node node) throws RefusedException {
    if (node instanceof Dataset array) {
      return array;
    }
    throw layer.refused("lacks its weights (%s)".formatted(role));
  }

  private static Group group(Group parent, String name) throws RefusedException {
    Node child = parent == null || name.isEmpty() ? null : parent.getChild(name);
    if (child != null && child.isLink()) {
      throw new RefusedException("it has a link, " + name + ", where a group should be");
    }
    return child instanceof Group group ? group : null;
  }

  /**
   * The numbers of an array.
   *
   * @param shape what it must have
   */
  static float[] values(KerasLayer layer, String role, Dataset array, int... shape)
      throws RefusedException {
    if (!Arrays.equals(array.getDimensions(), shape)) {
      throw layer.refused(
          "has its %s in the shape %s, where it needs %s"
              .formatted(role, Arrays.toString(array.getDimensions()), Arrays.toString(shape)));
    }
    if (array.getDataLayout() != DataLayout.CONTIGUOUS
        && array.getDataLayout() != DataLayout.COMPACT) {
      throw layer.refused("has its %s in chunks, which isn't read".formatted(role));
    }
    if (array.getJavaType() != float.class) {
      throw layer.refused("has its %s in other numbers than 32-bit floats".formatted(role));
    }
    float[] values = (float[]) array.getDataFlat();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw layer.refused("has a weight that is " + value);
      }
    }
    return values;
  }

  @Override
  public void close() {
    file.close();
  }
}
