package io.github.mnistfit.cli.output.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.Mark;
import java.io.PrintStream;
import java.util.List;

/**
 * A JSON object a picture, with its lines, their digits and marks. A digit that isn't sure is null,
 * and a question mark in its number; a box is left, top, width and height.
 */
final class JsonNumbers implements NumberWriter {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out;
  private final char recordEnd;
  private final double least;

  public JsonNumbers(PrintStream out, char recordEnd, double least) {
    this.out = out;
    this.recordEnd = recordEnd;
    this.least = least;
  }

  @Override
  public void write(String path, List<NumberLine> lines) {
    ObjectNode object = json.createObjectNode();
    object.put("path", path);
    ArrayNode array = object.putArray("lines");
    for (NumberLine line : lines) {
      ObjectNode one = array.addObject();
      one.put("number", line.text(least));
      one.put("marked", line.textWithMarks(least));
      one.put("confidence", Records.rounded(line.confidence()));
      ArrayNode digits = one.putArray("digits");
      line.digits().forEach(digit -> put(digits.addObject(), digit));
      ArrayNode marks = one.putArray("marks");
      line.marks().forEach(mark -> put(marks.addObject(), mark));
    }
    object.put("error", lines.isEmpty() ? "no digits found" : null);
    out.print(Records.json(object) + recordEnd);
  }

  @Override
  public void writeUnreadable(String path, String reason) {
    ObjectNode object = json.createObjectNode();
    object.put("path", path);
    object.putArray("lines");
    object.put("error", reason);
    out.print(Records.json(object) + recordEnd);
  }

  private void put(ObjectNode object, Digit digit) {
    Prediction prediction = digit.prediction();
    object.put("digit", prediction.confidence() < least ? null : prediction.digit());
    object.put("confidence", Records.rounded(prediction.confidence()));
    put(object, digit.box());
  }

  private static void put(ObjectNode object, Mark mark) {
    object.put("mark", Character.toString(mark.sign()));
    put(object, mark.box());
  }

  private static void put(ObjectNode object, Box box) {
    object.putArray("box").add(box.left()).add(box.top()).add(box.width()).add(box.height());
  }
}
