package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.training.augmentation.Augmentation;
import io.github.mnistfit.training.augmentation.NonDigitGenerator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * The training images in batches, shuffled anew for each epoch, augmented if the settings say so,
 * with as many images between them that are no digits as the settings say. Batches are prefetched
 * on other threads; what a seed gives doesn't depend on them.
 */
final class Batches {
  /** Batches that are prefetched, so that the network needn't wait. */
  private static final int PREFETCHED = 8;

  /** Keeps the random numbers of images that are no digits apart from those of variations. */
  private static final long NON_DIGIT_STREAM = 1L << 60;

  /** Keeps apart which hard examples are taken. */
  private static final long HARD_STREAM = 1L << 61;

  private final List<LabelledImage> images;
  private final List<LabelledImage> hard;
  private final TrainingSettings settings;
  private final int batchSize;
  private long waited;

  /**
   * Batches.
   *
   * @param hard the hard examples that some of are in each; may be none
   */
  Batches(List<LabelledImage> images, List<LabelledImage> hard, TrainingSettings settings) {
    this.images = images;
    this.hard = hard;
    this.settings = settings;
    this.batchSize = settings.optimization().batchSize();
  }

  /** How many batches an epoch has. */
  int perEpoch() {
    return (images.size() + batchSize - 1) / batchSize;
  }

  /** The time that the network has waited for batches so far, in nanoseconds. */
  long waited() {
    return waited;
  }

  /**
   * The batches of an epoch, to be gone through once.
   *
   * @param epoch from 1; the same one gives the same batches
   * @param skipped how many of its first batches are left out
   */
  Iterable<List<LabelledImage>> epoch(int epoch, int skipped) {
    var order = new ArrayList<>(images);
    Collections.shuffle(order, new Random(settings.seed() * 1_000_003 + epoch));
    return () -> new Prefetch(order, epoch, skipped * batchSize);
  }

  private final class Prefetch implements Iterator<List<LabelledImage>> {
    private final List<LabelledImage> order;
    private final int epoch;
    private final Queue<CompletableFuture<List<LabelledImage>>> ready = new ArrayDeque<>();
    private int next;

    Prefetch(List<LabelledImage> order, int epoch, int first) {
      this.order = order;
      this.epoch = epoch;
      this.next = first;
      for (int i = 0; i < PREFETCHED; i++) {
        begin();
      }
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty();
    }

    @Override
    public List<LabelledImage> next() {
      long start = System.nanoTime();
      List<LabelledImage> batch = ready.remove().join();
      waited += System.nanoTime() - start;
      begin();
      return batch;
    }

    private void begin() {
      if (next < order.size()) {
        int from = next;
        next = Math.min(from + batchSize, order.size());
        List<LabelledImage> batch = order.subList(from, next);
        ready.add(
            settings.augmented() || settings.nonDigits() > 0 || !hard.isEmpty()
                ? CompletableFuture.supplyAsync(() -> varied(batch, from))
                : CompletableFuture.completedFuture(batch));
      }
    }

    /** Each image's variation depends on the seed, the epoch and its place alone. */
    private List<LabelledImage> varied(List<LabelledImage> batch, int from) {
      List<LabelledImage> joining = joining(from);
      List<LabelledImage> varied = new ArrayList<>(batch.size() + joining.size());
      for (int i = 0; i < batch.size(); i++) {
        LabelledImage image = batch.get(i);
        varied.add(
            settings.augmented() ? Augmentation.USUAL.vary(image, random(from + i, 0)) : image);
        // Spread evenly, so that each replica gets its share.
        int due = joining.size() * (i + 1) / batch.size();
        while (varied.size() - (i + 1) < due) {
          varied.add(joining.get(varied.size() - (i + 1)));
        }
      }
      return varied;
    }

    /** What joins a batch, in any order. */
    private List<LabelledImage> joining(int from) {
      List<LabelledImage> joining = new ArrayList<>();
      var nonDigits = new NonDigitGenerator(random(from, NON_DIGIT_STREAM), images);
      for (int i = 0; i < settings.nonDigits(); i++) {
        joining.add(nonDigits.next());
      }
      SplittableRandom chance = random(from, HARD_STREAM);
      for (int i = 0; i < settings.hardExamples() && !hard.isEmpty(); i++) {
        joining.add(hard.get(chance.nextInt(hard.size())));
      }
      if (!hard.isEmpty()) {
        Collections.shuffle(joining, new Random(chance.nextLong()));
      }
      return joining;
    }

    private SplittableRandom random(int place, long stream) {
      long key = stream + ((long) epoch << 32) + place;
      return new SplittableRandom(settings.seed() * 0x9e3779b97f4a7c15L + key);
    }
  }
}
