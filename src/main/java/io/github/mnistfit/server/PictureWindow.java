package io.github.mnistfit.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Has a request's pictures answered, only so many at a time: others' get in between, however many
 * there are.
 */
final class PictureWindow<R> {
  private final List<SentPicture> pictures;
  private final Function<SentPicture, CompletableFuture<R>> work;
  private final AtomicReferenceArray<R> results;
  private final AtomicInteger next = new AtomicInteger();

  private PictureWindow(
      List<SentPicture> pictures, Function<SentPicture, CompletableFuture<R>> work) {
    this.pictures = pictures;
    this.work = work;
    this.results = new AtomicReferenceArray<>(pictures.size());
  }

  /**
   * Has pictures answered.
   *
   * @param width how many at a time
   * @return the results, in order; if one fails, no other is begun
   */
  static <R> CompletableFuture<List<R>> results(
      List<SentPicture> pictures, int width, Function<SentPicture, CompletableFuture<R>> work) {
    var window = new PictureWindow<R>(pictures, work);
    CompletableFuture<?>[] lanes =
        IntStream.range(0, width).mapToObj(i -> window.lane()).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(lanes)
        .thenApply(
            done -> IntStream.range(0, pictures.size()).mapToObj(window.results::get).toList());
  }

  /** Has one picture answered, then the next of which nobody has thought. */
  private CompletableFuture<Void> lane() {
    int i = next.getAndIncrement();
    if (i >= pictures.size()) {
      return CompletableFuture.completedFuture(null);
    }
    return work.apply(pictures.get(i))
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                next.set(pictures.size()); // no other is begun
              }
            })
        .thenCompose(
            result -> {
              results.set(i, result);
              return lane();
            });
  }
}
