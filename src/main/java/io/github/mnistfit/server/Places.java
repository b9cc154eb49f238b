package io.github.mnistfit.server;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpStatus;

/** The places of requests in work or waiting for it: so many in all, and so many of one client. */
final class Places {
  private final int total;
  private final int ofOne;
  private final Predicate<InetAddress> isSpared;
  private final Semaphore free;
  private final ConcurrentHashMap<InetAddress, Integer> taken = new ConcurrentHashMap<>();

  /**
   * All are free; this machine itself may take every one.
   *
   * @param total at least 1
   * @param ofOne how many of them one client may have
   */
  Places(int total, int ofOne) {
    this(total, ofOne, InetAddress::isLoopbackAddress);
  }

  /**
   * All are free.
   *
   * @param isSpared whether an address may take every place
   */
  Places(int total, int ofOne, Predicate<InetAddress> isSpared) {
    this.total = total;
    this.ofOne = ofOne;
    this.isSpared = isSpared;
    this.free = new Semaphore(total);
  }

  /**
   * Takes a place.
   *
   * @return gives it back, once
   * @throws HttpProblem if all are taken, or this client has too many
   */
  Runnable take(InetAddress client) {
    boolean isCounted = !isSpared.test(client);
    if (isCounted && taken.merge(client, 1, Integer::sum) > ofOne) {
      giveBack(client);
      throw new HttpProblem(
          HttpStatus.TOO_MANY_REQUESTS_429,
          "Too many requests at once from your address: at most " + ofOne + " are taken.");
    }
    if (!free.tryAcquire()) {
      if (isCounted) {
        giveBack(client);
      }
      throw new HttpProblem(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "The server has as many requests as it can take: ask again in a moment.");
    }
    var isOpen = new AtomicBoolean(true);
    return () -> {
      if (isOpen.getAndSet(false)) {
        free.release();
        if (isCounted) {
          giveBack(client);
        }
      }
    };
  }

  private void giveBack(InetAddress client) {
    taken.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
  }

  /** How many are taken. */
  int taken() {
    return total - free.availablePermits();
  }
}
