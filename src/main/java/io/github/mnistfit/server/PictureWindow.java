package io.github.mnistfit.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Has a request's pictures answered, only so many at a time: others' get in between, however many
 * there are. Each answer is passed on as soon as those before it are: if it can't be, since its
 * client is gone, no other picture is begun.
 */
final class PictureWindow<R> {
  private final List<SentPicture> pictures;
  private final Function<SentPicture, CompletableFuture<R>> work;
  private final Function<R, CompletableFuture<Void>> sink;
  private final AtomicReferenceArray<R> results;
  private final AtomicInteger next = new AtomicInteger();
  private CompletableFuture<Void> passedOn = CompletableFuture.completedFuture(null);
  private int passed;

  private PictureWindow(
      List<SentPicture> pictures,
      Function<SentPicture, CompletableFuture<R>> work,
      Function<R, CompletableFuture<Void>> sink) {
    this.pictures = pictures;
    this.work = work;
    this.sink = sink;
    this.results = new AtomicReferenceArray<>(pictures.size());
  }

  /**
   * Has pictures answered.
   *
   * @param width how many at a time
   * @param sink takes the results in order, one after the other
   * @return done when all are passed on; if one fails, or can't be passed on, no other is begun
   */
  static <R> CompletableFuture<Void> answer(
      List<SentPicture> pictures,
      int width,
      Function<SentPicture, CompletableFuture<R>> work,
      Function<R, CompletableFuture<Void>> sink) {
    var window = new PictureWindow<R>(pictures, work, sink);
    CompletableFuture<?>[] lanes =
        IntStream.range(0, width).mapToObj(i -> window.lane()).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(lanes).thenCompose(done -> window.last());
  }

  /** Has one picture answered, then the next of which nobody has thought. */
  private CompletableFuture<Void> lane() {
    int i = next.getAndIncrement();
    if (i >= pictures.size()) {
      return CompletableFuture.completedFuture(null);
    }
    return work.apply(pictures.get(i))
        .whenComplete((result, failure) -> stopAt(failure))
        .thenCompose(
            result -> {
              results.set(i, result);
              passOn();
              return lane();
            });
  }

  private synchronized void passOn() {
    for (; passed < pictures.size() && results.get(passed) != null; passed++) {
      R result = results.getAndSet(passed, null); // it may be large
      passedOn =
          passedOn
              .thenCompose(before -> sink.apply(result))
              .whenComplete((after, failure) -> stopAt(failure));
    }
  }

  private void stopAt(Throwable failure) {
    if (failure != null) {
      next.set(pictures.size()); // no other is begun
    }
  }

  private synchronized CompletableFuture<Void> last() {
    return passedOn;
  }
}
