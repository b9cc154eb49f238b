package io.github.mnistfit;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.numbers.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One reading of a page, and how good it is. Each digit counts by its height, which is the same at
 * every size at which a page is looked at, and by how sure the network is of it: fragments and
 * rules that are taken for digits are small, or it isn't.
 *
 * @param lines from top to bottom
 * @param side the longer side of the picture that their boxes are in, in pixels
 */
record PageReading(List<NumberLine> lines, double side) {
  /** A confidence whose logarithm is lower by this than that of 1 counts nothing; 0.1 to 0.3. */
  private static final double DOUBT = 0.2;

  /** What a digit counts at least: one fragment must not outweigh a line. */
  private static final double LEAST = -1;

  /** Under this sureness, the page may be turned. */
  private static final double UPRIGHT = 0.7;

  /** Lines that share this much of their length and height are two readings of one. */
  private static final double SAME = 0.8;

  /** How sure a digit must be that another reading hasn't: half sure. */
  private static final double MISSED = 0.5;

  /** What fewer digits in the same place are worth, in sureness; 0.1 to 0.3. */
  private static final double HALVES = 0.2;

  /** So many readings must have a line. */
  static final int LOOKS = 2;

  /** So many readings that agree on each digit of a line vouch for it. */
  private static final int VOUCHING = 3;

  /** A line that only the picture itself gives has digits of this mean confidence; 0.8 to 0.99. */
  private static final double ALONE = 0.9;

  /** The share of a line's digits that another reading must have, too. */
  private static final double AGREED = 0.5;

  /** Copies the lines. */
  PageReading {
    lines = List.copyOf(lines);
  }

  /** 1 for a sure digit as high as the page, less or below 0 for others, added up. */
  double score() {
    double score = 0;
    for (NumberLine line : lines) {
      for (Digit digit : line.digits()) {
        score += sureness(digit) * digit.box().height() / side;
      }
    }
    return score;
  }

  /**
   * The best reading, each of its lines as it is read best in any of them.
   *
   * @param first rests on the picture itself
   * @param found rest on what a network has found in it, at different sizes
   */
  static PageReading bestOf(PageReading first, List<PageReading> found) {
    List<PageReading> all = Stream.concat(Stream.of(first), found.stream()).toList();
    List<PageReading> shared = all.stream().map(reading -> reading.agreed(all)).toList();
    List<PageReading> agreed =
        shared.stream().map(reading -> reading.withoutColumnsOf(shared)).toList();
    PageReading best = agreed.get(0);
    for (PageReading other : agreed) {
      best = other.isBetterThan(best) ? other : best;
    }
    return best.withBestOf(agreed).withMissedOf(agreed);
  }

  /** Whether it is surer than another one, and than nothing. */
  boolean isBetterThan(PageReading other) {
    return score() > Math.max(0, other.score());
  }

  /**
   * Whether it is so sure that the page isn't turned. A 1 by itself tells nothing: it may be a row
   * of digits that lies.
   */
  boolean isUpright() {
    boolean isOne = digits().count() == 1 && !tellsWhatIsUp();
    return !isOne && digits().mapToDouble(PageReading::sureness).average().orElse(LEAST) >= UPRIGHT;
  }

  private Stream<Digit> digits() {
    return lines.stream().flatMap(line -> line.digits().stream());
  }

  /**
   * The same without each line of a single 1 in whose place another reading has several digits,
   * sure and not all 1s: small or seen from afar, a column of digits is a stroke.
   */
  PageReading withoutColumnsOf(List<PageReading> others) {
    return new PageReading(
        lines.stream()
            .filter(line -> others.stream().noneMatch(other -> other.hasColumnAt(line)))
            .toList(),
        side);
  }

  private boolean hasColumnAt(NumberLine line) {
    if (line.digits().size() > 1 || isMoreThanOnes(line)) {
      return false;
    }
    Box stroke = box(line);
    List<Digit> within =
        digits()
            .filter(digit -> digit.box().sharesMiddleWith(stroke) && sureness(digit) >= UPRIGHT)
            .toList();
    return within.size() > 1 && within.stream().anyMatch(digit -> digit.prediction().digit() != 1);
  }

  /**
   * Whether a line of it is sure, and more than 1s: turned by a quarter, any lying stroke is one,
   * and any word has unsure digits.
   */
  boolean tellsWhatIsUp() {
    return lines.stream().anyMatch(line -> isMoreThanOnes(line) && sureness(line) >= UPRIGHT);
  }

  private static boolean isMoreThanOnes(NumberLine line) {
    return line.digits().stream().anyMatch(digit -> digit.prediction().digit() != 1);
  }

  /** The same lines, each as it is read best in this reading or in others. */
  PageReading withBestOf(List<PageReading> others) {
    List<NumberLine> best = new ArrayList<>();
    for (NumberLine line : lines) {
      NumberLine surest = line;
      for (PageReading other : others) {
        Optional<NumberLine> same = other.lines.stream().filter(l -> isSame(line, l)).findFirst();
        if (same.isPresent() && isBetter(same.get(), surest)) {
          surest = same.get();
        }
      }
      best.add(surest);
    }
    return new PageReading(best, side);
  }

  /**
   * The same lines, and those of others, the best reading's first, where this one has no digit: at
   * the size that shows most of a page, its smallest and its largest writing are missed. A line of
   * one digit or of 1s alone isn't taken: edges and specks are such lines.
   */
  PageReading withMissedOf(List<PageReading> others) {
    List<NumberLine> all = new ArrayList<>(lines);
    others.stream()
        .sorted(Comparator.comparingDouble(PageReading::score).reversed())
        .flatMap(other -> other.lines.stream())
        .filter(line -> line.digits().size() > 1 && isMoreThanOnes(line))
        .filter(line -> sureness(line) >= UPRIGHT)
        .forEach(
            line -> {
              if (all.stream().noneMatch(other -> meet(line, other))) {
                int below = 0;
                while (below < all.size() && box(all.get(below)).top() <= box(line).top()) {
                  below++;
                }
                all.add(below, line);
              }
            });
    return new PageReading(all, side);
  }

  /** Whether a digit of one line is where the other has one. */
  private static boolean meet(NumberLine one, NumberLine other) {
    return one.digits().stream()
        .anyMatch(a -> other.digits().stream().anyMatch(b -> meet(a.box(), b.box())));
  }

  private static boolean meet(Box a, Box b) {
    return common(a.left(), a.width(), b.left(), b.width()) > 0
        && common(a.top(), a.height(), b.top(), b.height()) > 0;
  }

  /**
   * The lines that at least two readings have, more or less: what is found in nothing is read
   * otherwise at the next size. A line of the first reading, which rests on the picture itself, may
   * stand alone if its digits are sure. Of 60 drawn pages without a digit, 39 were answered while
   * it needed nothing, 17 with this, and 8 where it must be agreed on as the others.
   *
   * @param readings of the same page, the first one first
   */
  PageReading agreed(List<PageReading> readings) {
    return new PageReading(
        lines.stream()
            .filter(
                line ->
                    (readings.get(0).agreesOn(line) && confidence(line) >= ALONE)
                        || readings.stream().filter(r -> r.agreesOn(line)).count() >= LOOKS)
            .toList(),
        side);
  }

  /**
   * Whether three readings tell each digit of a line, which has several and not 1s alone: strokes
   * and letters are read otherwise at the next size. A second look, which seldom parts digits that
   * touch, had dropped such lines: of 200 drawn pairs 3 more are right without it, of 871 digits of
   * drawn pages 6 more, and no more are wrong or invented there.
   */
  static boolean isVouchedFor(NumberLine line, List<PageReading> readings) {
    return line.digits().size() > 1
        && isMoreThanOnes(line)
        && line.digits().stream()
            .allMatch(
                digit ->
                    readings.stream().filter(reading -> reading.tells(digit, line)).count()
                        >= VOUCHING);
  }

  /** Whether a line's digit is told here, too. */
  private boolean tells(Digit digit, NumberLine line) {
    return digits()
        .anyMatch(
            d -> isSame(d, digit) && d.prediction().confidence() >= line.rejectionThreshold());
  }

  private static double confidence(NumberLine line) {
    return line.digits().stream()
        .mapToDouble(digit -> digit.prediction().confidence())
        .average()
        .orElse(0);
  }

  private boolean agreesOn(NumberLine line) {
    long agreed =
        line.digits().stream().filter(digit -> digits().anyMatch(d -> isSame(d, digit))).count();
    return agreed >= AGREED * line.digits().size();
  }

  private static boolean isSame(Digit one, Digit other) {
    return one.prediction().digit() == other.prediction().digit()
        && overlap(one.box(), other.box())
        && common(one.box().top(), one.box().height(), other.box().top(), other.box().height())
            > Math.min(one.box().height(), other.box().height()) / 2.0;
  }

  private static double sureness(Digit digit) {
    return Math.max(LEAST, 1 + Math.log(digit.prediction().confidence()) / DOUBT);
  }

  private static double sureness(NumberLine line) {
    return line.digits().stream().mapToDouble(PageReading::sureness).average().orElse(LEAST);
  }

  /**
   * Whether a line is a better reading than another of the same line: it has digits where the other
   * has none; or it has fewer in the same place and is about as sure, since half a digit may look
   * like one; or else it is surer.
   */
  private static boolean isBetter(NumberLine line, NumberLine than) {
    double more = missedBy(than, line) - missedBy(line, than);
    if (Math.abs(more) >= MISSED) {
      return more > 0;
    }
    int fewer = than.digits().size() - line.digits().size();
    return sureness(line) - sureness(than) > -HALVES * Integer.signum(fewer);
  }

  /** How sure the digits are, added up, that a reading shows neither as digits nor as brackets. */
  private static double missedBy(NumberLine line, NumberLine other) {
    return other.digits().stream()
        .filter(digit -> line.digits().stream().noneMatch(d -> overlap(d.box(), digit.box())))
        .filter(digit -> !isBracket(digit, line))
        .mapToDouble(PageReading::sureness)
        .sum();
  }

  /** Whether a digit is a 1 that a line takes for a bracket. */
  private static boolean isBracket(Digit digit, NumberLine line) {
    return digit.prediction().digit() == 1
        && line.marks().stream()
            .anyMatch(mark -> mark.sign() == Mark.BRACKET && overlap(mark.box(), digit.box()));
  }

  private static boolean overlap(Box a, Box b) {
    return common(a.left(), a.width(), b.left(), b.width()) > Math.min(a.width(), b.width()) / 2.0;
  }

  private static boolean isSame(NumberLine one, NumberLine other) {
    Box a = box(one);
    Box b = box(other);
    return common(a.left(), a.width(), b.left(), b.width()) >= SAME * Math.max(a.width(), b.width())
        && common(a.top(), a.height(), b.top(), b.height())
            >= SAME * Math.max(a.height(), b.height());
  }

  private static double common(int start, int length, int otherStart, int otherLength) {
    return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
  }

  private static Box box(NumberLine line) {
    return line.digits().stream().map(Digit::box).reduce(Box::with).orElseThrow();
  }
}
