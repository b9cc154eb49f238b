package io.github.mnistfit.cli.output.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Evaluation.Counts;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures of an evaluation as a JSON object. */
public final class EvaluationJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EvaluationJson() {}

  /**
   * The figures of one evaluation.
   *
   * @param models the models' files
   * @param data what was measured on
   */
  public static String of(Evaluation evaluation, List<Path> models, String data) {
    return object(evaluation, models, data).toString();
  }

  /** The figures of several fits, each under its name. */
  public static String ofEach(Map<String, Evaluation> fits, List<Path> models, String data) {
    ObjectNode all = JSON.createObjectNode();
    fits.forEach((name, evaluation) -> all.set(name, object(evaluation, models, data)));
    return all.toString();
  }

  private static ObjectNode object(Evaluation evaluation, List<Path> models, String data) {
    ObjectNode object = JSON.createObjectNode();
    put(object, evaluation.total());
    object.put("mean_group_accuracy", plain(evaluation.meanGroupAccuracy()));
    ObjectNode groups = object.putObject("groups");
    evaluation.counts().forEach((group, counts) -> put(groups.putObject(group), counts));
    object.set("confusion", JSON.valueToTree(evaluation.confusion()));
    object.put("ece", plain(evaluation.calibrationError()));
    object.put("confident_misreads", evaluation.confidentMisreads());
    object.put("model", models.stream().map(Path::toString).collect(Collectors.joining(", ")));
    object.put("data", data);
    return object;
  }

  private static void put(ObjectNode object, Counts counts) {
    object.put("n", counts.n());
    object.put("correct", counts.right());
    object.put("unsure", counts.unsure());
    object.put("unreadable", counts.unreadable());
    object.put("accuracy", plain(counts.tally().accuracy()));
  }

  /** As a double, Jackson would write 1.0E-4. */
  private static BigDecimal plain(double value) {
    return BigDecimal.valueOf(value);
  }
}
