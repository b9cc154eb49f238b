package io.github.mnistfit.network.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.LayerParameters;
import io.github.mnistfit.network.LayerPlan;
import io.github.mnistfit.network.Model;
import io.jhdf.HdfFile;
import io.jhdf.api.WritableGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a model as Keras 3 does: a zip of its layers' description, and of their weights as HDF5.
 * Batch normalisation and dropout stay layers of their own, so that it can be trained on. The
 * temperature is a Rescaling before the softmax.
 */
final class KerasWriter {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ArrayNode layers = MAPPER.createArrayNode();
  private final Map<String, Integer> counts = new HashMap<>();
  private final WritableGroup weights;

  private KerasWriter(WritableGroup weights) {
    this.weights = weights;
  }

  static byte[] toBytes(Model model, String version) throws IOException {
    // jHDF writes only to a file that has a name.
    Path hdf5 = Files.createTempFile("mnistfit-", ".h5");
    hdf5.toFile().deleteOnExit(); // an interrupted process runs no finally
    try {
      ArrayNode layers;
      try (var file = HdfFile.write(hdf5)) {
        var writer = new KerasWriter(file.putGroup("layers"));
        writer.add(model);
        layers = writer.layers;
      }
      return zip(layers, Files.readAllBytes(hdf5), metadata(model, version));
    } finally {
      Files.delete(hdf5);
    }
  }

  private void add(Model model) {
    ObjectNode input = layer("InputLayer");
    input.putArray("batch_shape").addNull().add(MnistImage.SIDE).add(MnistImage.SIDE).add(1);
    List<LayerParameters> all = LayerParameters.split(model.architecture(), model.parameters());
    boolean isFlat = false;
    for (int i = 0; i < all.size(); i++) {
      LayerParameters layer = all.get(i);
      if (layer.plan() instanceof LayerPlan.MaxPool) {
        layer("MaxPooling2D").set("pool_size", pair(2));
        continue;
      }
      if (layer.plan() instanceof LayerPlan.Dense && !isFlat) {
        layer("Flatten");
        isFlat = true;
      }
      boolean isLast = i == all.size() - 1;
      boolean isCalibrated = isLast && model.temperature() != 1;
      String activation = isLast ? "softmax" : "relu";
      linear(layer, layer.plan().isNormalized() || isCalibrated ? "linear" : activation);
      if (layer.plan().isNormalized()) {
        normalization(layer);
        layer("Activation").put("activation", "relu");
      }
      if (isCalibrated) {
        layer("Rescaling").put("scale", 1 / model.temperature()).put("offset", 0.0);
        layer("Activation").put("activation", "softmax");
      }
      if (layer.plan() instanceof LayerPlan.Dense dense && dense.kept() < 1) {
        layer("Dropout").put("rate", Math.round((1 - dense.kept()) * 1e6) / 1e6);
      }
    }
  }

  private void linear(LayerParameters layer, String activation) {
    boolean isConvolution = layer.plan() instanceof LayerPlan.Convolution;
    var order = KerasOrder.of(layer.plan(), layer.input());
    float[] values = order.toKeras(layer.weights());
    ObjectNode config = layer(isConvolution ? "Conv2D" : "Dense");
    if (isConvolution) {
      config.put("filters", order.outputs()).put("padding", "valid");
      config.set("kernel_size", pair(order.side()));
    } else {
      config.put("units", order.outputs());
    }
    config.put("activation", activation).put("use_bias", !layer.plan().isNormalized());
    Object kernel =
        isConvolution
            ? rows(values, order.side(), order.side(), order.inputs(), order.outputs())
            : rows(values, layer.input().size(), order.outputs());
    variables(
        config, layer.plan().isNormalized() ? List.of(kernel) : List.of(kernel, layer.others()));
  }

  private void normalization(LayerParameters layer) {
    ObjectNode config = layer("BatchNormalization");
    config.put("axis", -1).put("epsilon", LayerParameters.EPSILON);
    int n = layer.outputs();
    float[] all = layer.others();
    variables(
        config,
        List.of(
            Arrays.copyOfRange(all, 0, n),
            Arrays.copyOfRange(all, n, 2 * n),
            Arrays.copyOfRange(all, 2 * n, 3 * n),
            Arrays.copyOfRange(all, 3 * n, 4 * n)));
  }

  /** Adds a layer, and returns its settings. */
  private ObjectNode layer(String type) {
    String kind = KerasWeights.snakeCase(type);
    int number = counts.merge(kind, 1, Integer::sum) - 1;
    ObjectNode config =
        layers
            .addObject()
            .put("module", "keras.layers")
            .put("class_name", type)
            .putNull("registered_name")
            .putObject("config");
    return config.put("name", number == 0 ? kind : kind + "_" + number);
  }

  private void variables(ObjectNode layer, List<Object> arrays) {
    WritableGroup group = weights.putGroup(layer.path("name").asText()).putGroup("vars");
    for (int i = 0; i < arrays.size(); i++) {
      group.putDataset(Integer.toString(i), arrays.get(i));
    }
  }

  private static ArrayNode pair(int number) {
    return MAPPER.createArrayNode().add(number).add(number);
  }

  private static float[][] rows(float[] values, int rows, int columns) {
    float[][] matrix = new float[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }
    return matrix;
  }

  private static float[][][][] rows(float[] values, int a, int b, int c, int d) {
    float[][][][] array = new float[a][b][][];
    for (int i = 0; i < a * b; i++) {
      array[i / b][i % b] = rows(Arrays.copyOfRange(values, i * c * d, (i + 1) * c * d), c, d);
    }
    return array;
  }

  private static ObjectNode metadata(Model model, String version) {
    ObjectNode metadata = MAPPER.createObjectNode().put("keras_version", "3.0.0");
    ObjectNode own = metadata.putObject("mnistfit");
    own.put("version", version).put("min_confidence", model.rejectionThreshold());
    model.fit().ifPresent(fit -> own.put("fit", fit));
    return metadata;
  }

  private static byte[] zip(ArrayNode layers, byte[] hdf5, ObjectNode metadata) throws IOException {
    ObjectNode model =
        MAPPER
            .createObjectNode()
            .put("module", "keras")
            .put("class_name", "Sequential")
            .putNull("registered_name");
    model.putObject("config").put("name", "mnistfit").set("layers", layers);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, "metadata.json", MAPPER.writeValueAsBytes(metadata));
      put(zip, "config.json", MAPPER.writeValueAsBytes(model));
      put(zip, "model.weights.h5", hdf5);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
