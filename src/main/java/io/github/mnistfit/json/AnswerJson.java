package io.github.mnistfit.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.Prediction;

/** What is said of a picture of one digit; what isn't known is null. */
public final class AnswerJson {
  private AnswerJson() {}

  /**
   * A picture's answer.
   *
   * @param fit the name of its fit
   */
  public static ObjectNode of(Answered answered, String fit) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("path", answered.name());
    if (answered.answer() instanceof Answer.Read read) {
      Prediction prediction = read.prediction();
      object.put("digit", answered.hasDigit() ? prediction.digit() : null);
      object.put("confidence", answered.confidence().stripTrailingZeros());
      ArrayNode probabilities = object.putArray("probabilities");
      for (double probability : prediction.probabilities()) {
        // As a double, Jackson would write 1.0E-4.
        probabilities.add(answered.rounded(probability).stripTrailingZeros());
      }
    } else {
      object.putNull("digit").putNull("confidence").putNull("probabilities");
    }
    object.put("fit", fit);
    object.put("error", answered.error().isEmpty() ? null : answered.error());
    object.put("readable", !(answered.answer() instanceof Answer.Unreadable));
    return object;
  }
}
