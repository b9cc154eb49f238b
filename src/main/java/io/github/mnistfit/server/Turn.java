package io.github.mnistfit.server;

import java.time.Duration;

/**
 * A request's turn: work on it must begin within some time. Once it has begun, none of its pictures
 * is too late, or a form that takes long would lose what is known of it already.
 */
final class Turn {
  private final long latest;
  private boolean begun;

  Turn(Duration waiting) {
    this.latest = System.nanoTime() + waiting.toNanos();
  }

  /** Begins work on a picture; false if that is too late. */
  synchronized boolean begin() {
    begun |= System.nanoTime() - latest <= 0;
    return begun;
  }
}
