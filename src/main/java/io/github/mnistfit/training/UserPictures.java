package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A person's pictures in MNIST's form: four fifths to learn from and a validation set, each digit
 * in about that share.
 *
 * @param training those to learn from, at least one
 * @param validation those to measure on, at least one
 */
public record UserPictures(List<LabelledImage> training, List<LabelledImage> validation) {
  /** The fewest that can be split. */
  public static final int LEAST = 5;

  private static final int PARTS = 5;

  /** Images of MNIST that are mixed with them: rehearsal, so that nothing is forgotten. */
  private static final int REHEARSED = 10_000;

  /** A few pictures, shown more often than this in an epoch, would be overfitted. */
  private static final int MAX_REPEATS = 50;

  /** Copies the lists. */
  public UserPictures {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Splits pictures; the same ones and the same seed give the same parts.
   *
   * @throws IllegalArgumentException if there are fewer than {@link #LEAST}
   */
  public static UserPictures split(List<LabelledImage> fitted, long seed) {
    if (fitted.size() < LEAST) {
      throw new IllegalArgumentException(fitted.size() + " pictures are too few");
    }
    List<LabelledImage> order = shuffled(fitted, seed);
    order.sort(Comparator.comparingInt(LabelledImage::label));
    List<LabelledImage> training = new ArrayList<>();
    List<LabelledImage> validation = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      (i % PARTS == PARTS / 2 ? validation : training).add(order.get(i));
    }
    return new UserPictures(training, validation);
  }

  /** What an epoch goes through: some of MNIST, and the pictures about as often, repeated. */
  public List<LabelledImage> mixedWith(List<LabelledImage> mnist, long seed) {
    List<LabelledImage> order = shuffled(mnist, seed);
    List<LabelledImage> mixed =
        new ArrayList<>(order.subList(0, Math.min(REHEARSED, order.size())));
    int repeats = Math.max(1, Math.min(MAX_REPEATS, REHEARSED / training.size()));
    for (int i = 0; i < repeats; i++) {
      mixed.addAll(training);
    }
    return mixed;
  }

  /** SHA-256 of all images and labels, in hexadecimal: other pictures, another checksum. */
  public String checksum() {
    return new HardExamples(training, validation, Optional.empty()).checksum();
  }

  private static List<LabelledImage> shuffled(List<LabelledImage> images, long seed) {
    List<LabelledImage> order = new ArrayList<>(images);
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
