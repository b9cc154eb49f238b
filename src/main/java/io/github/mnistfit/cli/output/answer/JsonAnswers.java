package io.github.mnistfit.cli.output.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.Answer;
import io.github.mnistfit.Prediction;
import java.io.PrintStream;

/** A JSON object a picture; what isn't known is null. */
final class JsonAnswers implements AnswerWriter {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out;
  private final char recordEnd;
  private final String fit;

  public JsonAnswers(PrintStream out, char recordEnd, String fit) {
    this.out = out;
    this.recordEnd = recordEnd;
    this.fit = fit;
  }

  @Override
  public void write(Answered answered) {
    ObjectNode object = json.createObjectNode();
    object.put("path", answered.name());
    if (answered.answer() instanceof Answer.Read read) {
      Prediction prediction = read.prediction();
      object.put("digit", answered.hasDigit() ? prediction.digit() : null);
      object.put("confidence", answered.confidence().stripTrailingZeros());
      ArrayNode probabilities = object.putArray("probabilities");
      for (double probability : prediction.probabilities()) {
        probabilities.add(Records.rounded(probability));
      }
    } else {
      object.putNull("digit").putNull("confidence").putNull("probabilities");
    }
    object.put("fit", fit);
    object.put("error", answered.error().isEmpty() ? null : answered.error());
    out.print(Records.json(object) + recordEnd);
  }
}
