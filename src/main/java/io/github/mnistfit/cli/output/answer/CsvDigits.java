package io.github.mnistfit.cli.output.answer;

import io.github.mnistfit.Digit;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.Mark;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A record a digit: path, its line from 1, the line's number without and with marks, its place in
 * it from 1, digit, confidence, box, error (RFC 4180, with LF). A line's marks follow its digits;
 * they have no place and no confidence. A picture without digits has one record.
 */
record CsvDigits(PrintStream out, char recordEnd, double least) implements NumberWriter {
  @Override
  public void begin() {
    print(
        "path",
        "line",
        "number",
        "marked",
        "place",
        "digit",
        "confidence",
        "left",
        "top",
        "width",
        "height",
        "error");
  }

  @Override
  public void write(String path, List<NumberLine> lines) {
    if (lines.isEmpty()) {
      print(path, "", "?", "?", "", "?", "", "", "", "", "", "no digits found");
    }
    for (int i = 0; i < lines.size(); i++) {
      NumberLine line = lines.get(i);
      List<String> begin =
          List.of(path, Integer.toString(i + 1), line.text(least), line.textWithMarks(least));
      List<Digit> digits = line.digits();
      for (int place = 0; place < digits.size(); place++) {
        Prediction prediction = digits.get(place).prediction();
        String digit = prediction.confidence() < least ? "?" : Integer.toString(prediction.digit());
        String confidence = Records.text(prediction.confidence());
        print(begin, Integer.toString(place + 1), digit, confidence, digits.get(place).box());
      }
      for (Mark mark : line.marks()) {
        print(begin, "", Character.toString(mark.sign()), "", mark.box());
      }
    }
  }

  @Override
  public void writeUnreadable(String path, String reason) {
    print(path, "", "", "", "", "", "", "", "", "", "", reason);
  }

  private void print(List<String> begin, String place, String sign, String confidence, Box box) {
    List<String> fields = new ArrayList<>(begin);
    fields.addAll(List.of(place, sign, confidence));
    for (int side : new int[] {box.left(), box.top(), box.width(), box.height()}) {
      fields.add(Integer.toString(side));
    }
    fields.add("");
    print(fields.toArray(String[]::new));
  }

  private void print(String... fields) {
    out.print(Records.csv(List.of(fields)) + recordEnd);
  }
}
