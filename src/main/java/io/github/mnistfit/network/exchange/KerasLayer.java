package io.github.mnistfit.network.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer as Keras' configuration has it.
 *
 * @param type its class, such as Conv2D
 * @param name its name in the model
 * @param config its settings
 */
record KerasLayer(String type, String name, JsonNode config) {
  private static final int LONGEST_NAME = 60;

  /** Far more than any model that is read. */
  private static final int MOST = 200;

  /**
   * The layers of a Sequential model.
   *
   * @param model its configuration: Keras 2's or Keras 3's
   */
  static List<KerasLayer> of(JsonNode model) throws RefusedException {
    String kind = model.path("class_name").asText();
    if (kind.isEmpty()) {
      throw new RefusedException("it doesn't say what kind of model it is");
    }
    if (!kind.equals("Sequential")) {
      throw new RefusedException(
          "it is a model of the kind " + shortened(kind) + ", and only Sequential ones are read");
    }
    JsonNode config = model.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers"); // the former until 2.2.2
    if (layers.size() > MOST) {
      throw new RefusedException("it has more than " + MOST + " layers");
    }
    List<KerasLayer> list = new ArrayList<>();
    for (JsonNode layer : layers) {
      JsonNode settings = layer.path("config");
      if (!layer.path("class_name").isTextual() || !settings.path("name").isTextual()) {
        throw new RefusedException(
            "its layer %d has no class or no name".formatted(list.size() + 1));
      }
      list.add(
          new KerasLayer(
              layer.path("class_name").asText(), settings.path("name").asText(), settings));
    }
    return list;
  }

  /** What to throw where a layer can't be taken over. */
  RefusedException refused(String why) {
    return new RefusedException(
        "its layer %s (%s) %s".formatted(shortened(name), shortened(type), why));
  }

  /** Refuses a setting that isn't the one that mnistfit's layers have. */
  void require(String setting, boolean isTaken) throws RefusedException {
    if (!isTaken) {
      throw refused(
          "has %s %s, which mnistfit's layers can't have"
              .formatted(setting, shortened(config.path(setting).toString())));
    }
  }

  /** A setting that is a word; what is usual where it is left out, nothing where it is none. */
  String word(String setting, String usual) {
    JsonNode value = config.path(setting);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    return value.isTextual() ? value.textValue() : "";
  }

  /** A setting that is a number; what is usual where it is left out, NaN where it is none. */
  double number(String setting, double usual) {
    JsonNode value = config.path(setting);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  /** A setting that is a size; 0 where it is none. */
  int size(String setting) {
    JsonNode value = config.path(setting);
    return isWhole(value) ? Math.max(0, value.asInt()) : 0;
  }

  /** A setting that is true or false; what is usual where it is left out. */
  boolean flag(String setting, boolean usual) throws RefusedException {
    JsonNode value = config.path(setting);
    require(setting, value.isMissingNode() || value.isNull() || value.isBoolean());
    return value.asBoolean(usual);
  }

  /** Whether a setting is this number in all directions, or left out. */
  boolean isSquare(String setting, int number) {
    JsonNode value = config.path(setting);
    if (value.isArray()) {
      for (JsonNode side : value) {
        if (!isWhole(side) || side.asInt() != number) {
          return false;
        }
      }
      return value.size() == 2;
    }
    return value.isMissingNode() || value.isNull() || (isWhole(value) && value.asInt() == number);
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
  }
}
