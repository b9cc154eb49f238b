package io.github.mnistfit.fitter;

import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Where pictures are decoded and fitted: in this process ({@link LocalFitter}), or in others that
 * may crash ({@link ProcessFitter}). May be used by several threads.
 */
public interface Fitter extends AutoCloseable {
  /**
   * Decodes a picture of one digit and fits it. Whatever is wrong with the picture is its result.
   *
   * @throws InterruptedException if the thread was interrupted while it waited
   * @throws UnsatisfiedLinkError if there is no native library for this machine
   */
  Fitted fit(PictureSource picture) throws InterruptedException;

  /**
   * Decodes a picture of numbers and divides its lines in all ways. Whatever is wrong with the
   * picture is its result.
   *
   * @param test asked a few times at most
   * @throws InterruptedException if the thread was interrupted while it waited
   * @throws UnsatisfiedLinkError if there is no native library for this machine
   */
  Segmented segment(PictureSource picture, DigitTest test) throws InterruptedException;

  /**
   * Fits many pictures on as many threads as the machine has processors.
   *
   * @param sources what the pictures belong to; it may wait for the next one to arrive
   * @param consumer gets each with its result, in order, on the calling thread
   * @throws InterruptedException if the calling thread was interrupted
   */
  default <S> void fitAll(
      Iterator<S> sources,
      Function<? super S, PictureSource> picture,
      BiConsumer<? super S, ? super Fitted> consumer)
      throws InterruptedException {
    try (var prefetch = new Prefetch<S, Fitted>(sources, s -> fit(picture.apply(s)))) {
      for (var next = prefetch.take(); next.isPresent(); next = prefetch.take()) {
        consumer.accept(next.get().source(), next.get().result());
      }
    }
  }

  /** Waits for work that has begun, and frees what the fitter holds. */
  @Override
  void close();
}
