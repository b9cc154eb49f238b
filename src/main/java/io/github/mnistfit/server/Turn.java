package io.github.mnistfit.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A request's turn: work on it must begin within some time. Once it has begun, none of its pictures
 * is too late, or a form that takes long would lose what is known of it already; but all of them
 * together have only so much work.
 */
final class Turn {
  private final long latest;
  private final Duration most;
  private long left;
  private final CompletableFuture<Void> late = new CompletableFuture<>();
  private boolean begun;

  /**
   * A turn that has not begun.
   *
   * @param waiting how long it may take until work begins
   * @param work how long may be worked on its pictures, added up; the one that passes this is ended
   */
  Turn(Duration waiting, Duration work) {
    this.latest = System.nanoTime() + waiting.toNanos();
    this.most = work;
    this.left = work.toNanos();
    late.completeOnTimeout(null, waiting.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Has something done when it is too late to begin, unless that has been done by then. */
  @SuppressWarnings("FutureReturnValueIgnored") // it can't fail
  void ifLate(Runnable action) {
    late.thenRun(action);
  }

  /** Begins work on a picture; false if that is too late. */
  synchronized boolean begin() {
    begun |= System.nanoTime() - latest <= 0;
    if (begun) {
      late.cancel(false);
    }
    return begun;
  }

  /** Tells how long was worked on a picture. */
  synchronized void worked(long nanoseconds) {
    left -= nanoseconds;
  }

  /** Whether no more work may be begun. */
  synchronized boolean isSpent() {
    return left <= 0;
  }

  /** Why a picture isn't worked on, in a few words. */
  String whySpent() {
    return "the request's other pictures took " + most.toSeconds() + " seconds of work";
  }
}
