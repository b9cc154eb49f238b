package io.github.mnistfit.server;

import java.time.Duration;

/**
 * A request's turn: work on it must begin within some time. Once it has begun, none of its pictures
 * is too late, or a form that takes long would lose what is known of it already; but all of them
 * together have only so much work.
 */
final class Turn {
  private final long latest;
  private final Duration most;
  private long left;
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
  }

  /** Begins work on a picture; false if that is too late. */
  synchronized boolean begin() {
    begun |= System.nanoTime() - latest <= 0;
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
