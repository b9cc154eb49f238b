package io.github.mnistfit.cli.output.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.Tally;
import java.util.Map;

/** Figures of an evaluation as a JSON object. */
public final class EvaluationJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EvaluationJson() {}

  public static String of(Evaluation evaluation) {
    return object(evaluation).toString();
  }

  /** The figures of several fits, each under its name. */
  public static String ofEach(Map<String, Evaluation> fits) {
    ObjectNode all = JSON.createObjectNode();
    fits.forEach((name, evaluation) -> all.set(name, object(evaluation)));
    return all.toString();
  }

  private static ObjectNode object(Evaluation evaluation) {
    ObjectNode object = JSON.createObjectNode();
    put(object, evaluation.all());
    object.put("mean_group_accuracy", evaluation.meanGroupAccuracy());
    ObjectNode groups = object.putObject("groups");
    evaluation.groups().forEach((group, tally) -> put(groups.putObject(group), tally));
    object.set("confusion", JSON.valueToTree(evaluation.confusion()));
    object.put("ece", evaluation.calibrationError());
    object.put("confident_misreads", evaluation.confidentMisreads());
    object.put("unsure", evaluation.unsure());
    return object;
  }

  private static void put(ObjectNode object, Tally tally) {
    object.put("n", tally.n());
    object.put("correct", tally.correct());
    object.put("accuracy", tally.accuracy());
  }
}
