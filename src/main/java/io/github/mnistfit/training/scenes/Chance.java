package io.github.mnistfit.training.scenes;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers in the forms that drawing needs. One seed gives the same ones every time. */
final class Chance {
  private final SplittableRandom random;

  Chance(SplittableRandom random) {
    this.random = random;
  }

  /** Evenly between two numbers. */
  double uniform(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  /** Evenly over a range. */
  double in(Range range) {
    return uniform(range.least(), range.most());
  }

  /** So that each octave of a range of positive numbers is as likely as the next. */
  double octaveIn(Range range) {
    return Math.exp(uniform(Math.log(range.least()), Math.log(range.most())));
  }

  /** An integer from one number to another, both included. */
  int integer(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True so often: a probability in [0, 1]. */
  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** −1 or 1. */
  int sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  /** An angle in radians, every direction as likely. */
  double direction() {
    return uniform(0, 2 * Math.PI);
  }

  /** Normally distributed around 0, cut off at three deviations. */
  double normal(double deviation) {
    double value;
    do {
      value = standardNormal();
    } while (Math.abs(value) > 3);
    return deviation * value;
  }

  /** One of a list, each as likely. */
  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A fresh source that doesn't depend on how many numbers are drawn from this one later. */
  SplittableRandom split() {
    return random.split();
  }

  /** The polar method (Marsaglia and Bray, 1964), without its second number. */
  private double standardNormal() {
    while (true) {
      double x = uniform(-1, 1);
      double y = uniform(-1, 1);
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        return x * Math.sqrt(-2 * Math.log(square) / square);
      }
    }
  }
}
