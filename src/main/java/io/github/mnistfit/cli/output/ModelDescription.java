package io.github.mnistfit.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.network.LayerSummary;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Provenance;
import io.github.mnistfit.network.Provenance.Epoch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that {@code model show} tells, for a person (in 80 columns) or as JSON.
 *
 * @param architecture what the model's file calls it
 * @param sha256 of the weights, in hexadecimal
 * @param digits the model, if its network reads digits
 */
public record ModelDescription(
    Path file,
    String architecture,
    List<LayerSummary> layers,
    String sha256,
    Optional<Model> digits,
    Provenance provenance) {
  private static final String ARCHITECTURE = "architecture";
  private static final String NOT_MEASURED = "not measured; run mnistfit evaluate --model FILE";

  /** Lines for a person. What the file holds is escaped: anybody can write one. */
  public String text() {
    var text = new StringBuilder();
    line(text, "%s", Texts.printable(file.toString()));
    line(text, "");
    line(text, "%-28s %-12s %10s", "layer", "output", "parameters");
    for (LayerSummary layer : layers) {
      line(text, "%-28s %-12s %,10d", layer.kind(), layer.output(), layer.parameters());
    }
    line(text, "%-28s %-12s %,10d", "all", "", parameters());
    line(text, "");
    entry(text, ARCHITECTURE, architecture);
    digits.ifPresentOrElse(
        model -> {
          entry(text, "temperature", model.temperature());
          entry(text, "least confidence", model.rejectionThreshold());
          entry(text, "calibrated", calibration(model));
        },
        () -> entry(text, "reads", "no digits: it finds the ink that is then read"));
    line(text, "weights, SHA-256");
    line(text, "  %s", sha256);
    line(text, "");
    if (digits.isPresent()) {
      line(text, "accuracy on MNIST's test images");
      line(text, "  %s", test().map(ModelDescription::accuracy).orElse(NOT_MEASURED));
      line(text, "");
    }
    if (isImported()) {
      entry(text, "imported", provenance.created());
    } else {
      entry(text, "trained", "%s, in %.0f s".formatted(provenance.created(), provenance.seconds()));
    }
    entry(text, "with", provenance.command());
    SettingsText.of(provenance.settings())
        .forEach(
            (name, value) -> {
              if (!name.equals(ARCHITECTURE)) { // which is told above
                entry(text, name, value);
              }
            });
    line(text, "");
    if (!isImported()) {
      log(text);
    }
    provenance.versions().forEach((name, value) -> entry(text, name, value));
    line(text, "");
    line(
        text,
        isImported() ? "imported from the file, SHA-256" : "data, SHA-256 of the unpacked files");
    // A line each for name and checksum: together they are wider than 80 columns.
    provenance
        .data()
        .forEach(
            (name, checksum) -> {
              line(text, "%s", Texts.printable(name));
              line(text, "  %s", Texts.printable(checksum));
            });
    return text.toString();
  }

  private void log(StringBuilder text) {
    line(text, "%5s %8s %9s %8s", "epoch", "loss", "held out", "seconds");
    for (Epoch epoch : provenance.epochs()) {
      String validation =
          epoch.validation() == null
              ? "-"
              : String.format(Locale.ROOT, "%.2f %%", 100 * epoch.validation().accuracy());
      line(text, "%5d %8.4f %9s %8.1f", epoch.epoch(), epoch.loss(), validation, epoch.seconds());
    }
    line(text, "");
  }

  /** Other tools' models come without a log. */
  private boolean isImported() {
    return provenance.epochs().isEmpty();
  }

  private static String accuracy(Tally test) {
    return String.format(
        Locale.ROOT,
        "%.2f %% (%,d of %,d), 95 %% interval %.2f to %.2f",
        100 * test.accuracy(),
        test.correct(),
        test.n(),
        100 * test.interval().low(),
        100 * test.interval().high());
  }

  /** What its confidences are worth. */
  private static String calibration(Model model) {
    if (model.fit().isPresent()) {
      return "for pictures, by the fit " + model.fit().get();
    }
    return model.temperature() == 1 && model.rejectionThreshold() == 0
        ? "no: it may be too sure, and it rejects nothing"
        : "yes; the fit isn't recorded";
  }

  /** One JSON object on one line. */
  public String json() throws JsonProcessingException {
    var mapper = JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    ObjectNode object = mapper.createObjectNode();
    object.put("file", file.toString());
    object.put("architecture", architecture);
    object.set("layers", mapper.valueToTree(layers));
    object.put("parameters", parameters());
    object.put("temperature", digits.map(Model::temperature).orElse(null));
    object.put("min_confidence", digits.map(Model::rejectionThreshold).orElse(null));
    object.put("fit", digits.flatMap(Model::fit).orElse(null));
    object.put("weights_sha256", sha256);
    object.set("test", test().map(ModelDescription::json).orElse(null));
    object.set("provenance", mapper.valueToTree(provenance));
    return mapper.writeValueAsString(plain(object)) + "\n";
  }

  private static ObjectNode json(Tally test) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("n", test.n())
        .put("correct", test.correct())
        .put("accuracy", test.accuracy())
        .put("low", test.interval().low())
        .put("high", test.interval().high());
  }

  private long parameters() {
    return layers.stream().mapToLong(LayerSummary::parameters).sum();
  }

  private Optional<Tally> test() {
    return Optional.ofNullable(provenance.test()).map(test -> new Tally(test.correct(), test.n()));
  }

  private static void entry(StringBuilder text, String name, Object value) {
    line(text, "%-19s%s", Texts.printable(name), Texts.printable(Texts.shown(value)));
  }

  /** The same tree without numbers like 3.0E-4, which some programs take for text. */
  private static JsonNode plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(property -> property.setValue(plain(property.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, plain(array.get(i)));
      }
    } else if (node.isDouble() && node.asText().contains("E")) {
      return DecimalNode.valueOf(new BigDecimal(node.asText()).stripTrailingZeros());
    }
    return node;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
