package io.github.mnistfit.server;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that requests share. */
final class ByteBudget {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  ByteBudget(long most) {
    this.most = most;
  }

  /** Takes some bytes; false if there aren't as many left. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= most) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** How many bytes are taken. */
  long used() {
    return used.get();
  }
}
