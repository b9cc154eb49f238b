package io.github.mnistfit;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.Mark;
import io.github.mnistfit.numbers.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A line of digits in a picture.
 *
 * @param digits at least one, from left to right
 * @param marks what stands between them, from left to right; none if it wasn't asked for
 * @param rejectionThreshold the confidence, in [0, 1], under which a digit is a question mark: the
 *     model chose it on its validation set
 */
public record NumberLine(List<Digit> digits, List<Mark> marks, double rejectionThreshold) {
  /** Copies both. */
  public NumberLine {
    digits = List.copyOf(digits);
    marks = List.copyOf(marks);
  }

  /** The number as it is written; what isn't sure is a question mark. */
  public String text() {
    return text(rejectionThreshold);
  }

  /**
   * The number as it is written.
   *
   * @param minConfidence a digit of less confidence is a question mark
   */
  public String text(double minConfidence) {
    var text = new StringBuilder();
    digits.forEach(digit -> text.append(sign(digit, minConfidence)));
    return text.toString();
  }

  /** The same with its marks. */
  public String textWithMarks() {
    return textWithMarks(rejectionThreshold);
  }

  /**
   * The same with its marks.
   *
   * @param minConfidence as in {@link #text}
   */
  public String textWithMarks(double minConfidence) {
    var text = new StringBuilder();
    inOrder(mark -> text.append(mark.sign()), digit -> text.append(sign(digit, minConfidence)));
    return text.toString();
  }

  /** Where each sign of {@link #textWithMarks} is, in the pixels of the upright picture. */
  public List<Box> boxes() {
    List<Box> boxes = new ArrayList<>();
    inOrder(mark -> boxes.add(mark.box()), digit -> boxes.add(digit.box()));
    return boxes;
  }

  /** Goes through the digits, and the marks before each. */
  private void inOrder(Consumer<Mark> mark, Consumer<Digit> digit) {
    int next = 0;
    for (Digit one : digits) {
      for (; next < marks.size() && isBefore(marks.get(next).box(), one.box()); next++) {
        mark.accept(marks.get(next));
      }
      digit.accept(one);
    }
  }

  /**
   * The same line with the marks between its digits, beside those that it has, but for brackets.
   *
   * @param parts the boxes of what may be marks, anywhere in the picture
   */
  NumberLine withMarks(List<Box> parts) {
    List<Mark> own = marks.stream().filter(mark -> mark.sign() != Mark.BRACKET).toList();
    List<Mark> all = new ArrayList<>(own);
    for (Mark mark : Marks.of(digits.stream().map(Digit::box).toList(), parts)) {
      if (mark.sign() != ' ' || own.stream().noneMatch(m -> isWithin(m.box(), mark.box()))) {
        all.add(mark);
      }
    }
    all.sort(Comparator.comparingInt(mark -> mark.box().left()));
    return new NumberLine(digits, all, rejectionThreshold);
  }

  /** Whether one mark lies in the gap that another one is. */
  private static boolean isWithin(Box mark, Box gap) {
    int middle = mark.left() + mark.width() / 2;
    return middle >= gap.left() && middle < gap.left() + gap.width();
  }

  private static boolean isBefore(Box mark, Box digit) {
    return 2 * mark.left() + mark.width() < 2 * digit.left() + digit.width();
  }

  private static String sign(Digit digit, double minConfidence) {
    Prediction prediction = digit.prediction();
    return prediction.confidence() < minConfidence ? "?" : Integer.toString(prediction.digit());
  }

  /** The probability that all digits are right, taken one by one: the product, in [0, 1]. */
  public double confidence() {
    return digits.stream()
        .mapToDouble(digit -> digit.prediction().confidence())
        .reduce(1, (a, b) -> a * b);
  }
}
