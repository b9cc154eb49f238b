package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.training.augmentation.Augmentation;
import io.github.mnistfit.training.augmentation.NonDigits;
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
 * The training images in batches, shuffled anew for each epoch, varied if the settings say so, with
 * as many images between them that are no digits as the settings say. Variations are made ahead on
 * other threads; what a seed gives doesn't depend on them.
 */
final class Batches {
  /** Batches that are made ahead, so that the network needn't wait. */
  private static final int AHEAD = 8;

  /** Keeps the random numbers of images that are no digits apart from those of variations. */
  private static final long NON_DIGIT_STREAM = 1L << 60;

  private final List<LabelledImage> images;
  private final TrainingSettings settings;
  private long waited;

  Batches(List<LabelledImage> images, TrainingSettings settings) {
    this.images = images;
    this.settings = settings;
  }

  /** How many batches an epoch has. */
  int anEpoch() {
    return (images.size() + settings.batchSize() - 1) / settings.batchSize();
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
    return () -> new Ahead(order, epoch, skipped * settings.batchSize());
  }

  private final class Ahead implements Iterator<List<LabelledImage>> {
    private final List<LabelledImage> order;
    private final int epoch;
    private final Queue<CompletableFuture<List<LabelledImage>>> ready = new ArrayDeque<>();
    private int next;

    Ahead(List<LabelledImage> order, int epoch, int first) {
      this.order = order;
      this.epoch = epoch;
      this.next = first;
      for (int i = 0; i < AHEAD; i++) {
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
        next = Math.min(from + settings.batchSize(), order.size());
        List<LabelledImage> batch = order.subList(from, next);
        ready.add(
            settings.augmented() || settings.nonDigits() > 0
                ? CompletableFuture.supplyAsync(() -> varied(batch, from))
                : CompletableFuture.completedFuture(batch));
      }
    }

    /** Each image's variation depends on the seed, the epoch and its place alone. */
    private List<LabelledImage> varied(List<LabelledImage> batch, int from) {
      List<LabelledImage> varied = new ArrayList<>(batch.size() + settings.nonDigits());
      var nonDigits = new NonDigits(random(from, NON_DIGIT_STREAM), images);
      for (int i = 0; i < batch.size(); i++) {
        LabelledImage image = batch.get(i);
        varied.add(
            settings.augmented() ? new Augmentation(random(from + i, 0)).vary(image) : image);
        // Spread evenly, so that each replica gets its share.
        int due = settings.nonDigits() * (i + 1) / batch.size();
        while (varied.size() - (i + 1) < due) {
          varied.add(nonDigits.next());
        }
      }
      return varied;
    }

    private SplittableRandom random(int place, long stream) {
      long key = stream + ((long) epoch << 32) + place;
      return new SplittableRandom(settings.seed() * 0x9e3779b97f4a7c15L + key);
    }
  }
}
