package io.github.mnistfit.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.Mark;
import java.util.List;

/**
 * What is said of a picture of numbers: its lines, their digits and marks. A digit that isn't sure
 * is null, and a question mark in its number; a box is left, top, width and height.
 */
public final class NumberJson {
  private NumberJson() {}

  /**
   * A picture's answer.
   *
   * @param path the picture's name
   * @param least a digit of less confidence isn't told
   */
  public static ObjectNode of(String path, NumberAnswer answer, double least) {
    return answer instanceof NumberAnswer.Lines lines
        ? of(path, lines.lines(), least)
        : unreadable(path, ((NumberAnswer.Unreadable) answer).reason());
  }

  /** A picture's lines, from top to bottom, as the other method has them. */
  public static ObjectNode of(String path, List<NumberLine> lines, double least) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("path", path);
    ArrayNode array = object.putArray("lines");
    for (NumberLine line : lines) {
      ObjectNode one = array.addObject();
      one.put("number", line.text(least));
      one.put("marked", line.textWithMarks(least));
      one.put("confidence", Probabilities.rounded(line.confidence()));
      ArrayNode digits = one.putArray("digits");
      line.digits().forEach(digit -> put(digits.addObject(), digit, least));
      ArrayNode marks = one.putArray("marks");
      line.marks().forEach(mark -> put(marks.addObject(), mark));
    }
    object.put("error", lines.isEmpty() ? "no digits found" : null);
    object.put("readable", true);
    return object;
  }

  /** A picture that can't be read, and why. */
  public static ObjectNode unreadable(String path, String reason) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("path", path);
    object.putArray("lines");
    object.put("error", reason);
    object.put("readable", false);
    return object;
  }

  private static void put(ObjectNode object, Digit digit, double least) {
    Prediction prediction = digit.prediction();
    object.put("digit", prediction.confidence() < least ? null : prediction.digit());
    object.put("confidence", Probabilities.rounded(prediction.confidence()));
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
