package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.Mark;
import java.io.PrintStream;
import java.util.List;

/**
 * A record a digit: path, its line and its place in it from 1, digit, confidence, box, error (RFC
 * 4180, with LF). A line's marks follow its digits; they have no place and no confidence. A picture
 * without digits has one record.
 */
record CsvDigits(PrintStream out, char recordEnd, double least) implements NumberWriter {
  @Override
  public void begin() {
    print(
        "path", "line", "place", "digit", "confidence", "left", "top", "width", "height", "error");
  }

  @Override
  public void write(String path, List<NumberLine> lines) {
    if (lines.isEmpty()) {
      print(path, "", "", "?", "", "", "", "", "", "no digits found");
    }
    for (int line = 0; line < lines.size(); line++) {
      String number = Integer.toString(line + 1);
      List<Digit> digits = lines.get(line).digits();
      for (int place = 0; place < digits.size(); place++) {
        Prediction prediction = digits.get(place).prediction();
        String digit = prediction.confidence() < least ? "?" : Integer.toString(prediction.digit());
        String confidence = Records.text(prediction.confidence());
        print(
            path, number, Integer.toString(place + 1), digit, confidence, digits.get(place).box());
      }
      for (Mark mark : lines.get(line).marks()) {
        print(path, number, "", Character.toString(mark.sign()), "", mark.box());
      }
    }
  }

  @Override
  public void writeUnreadable(String path, String reason) {
    print(path, "", "", "", "", "", "", "", "", reason);
  }

  private void print(
      String path, String line, String place, String sign, String confidence, Box box) {
    print(
        path,
        line,
        place,
        sign,
        confidence,
        Integer.toString(box.left()),
        Integer.toString(box.top()),
        Integer.toString(box.width()),
        Integer.toString(box.height()),
        "");
  }

  private void print(String... fields) {
    out.print(Records.csv(List.of(fields)) + recordEnd);
  }
}
