package io.github.mnistfit.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A request's body as it arrives, without a thread that waits for it: a thousand slow clients cost
 * no more than what they have sent.
 */
final class RequestBody implements AutoCloseable {
  /** Bytes of memory for each of a body: it is copied when it grows. */
  static final int MEMORY = 2;

  private static final int FIRST = 1 << 16;

  /** How long a body that nobody wants is thrown away: enough for an answer to arrive. */
  private static final Duration DISCARD = Duration.ofSeconds(2);

  private final Request request;
  private final long most;
  private final ByteBudget budget;
  private final CompletableFuture<byte[]> arrived = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private boolean isReading;
  private byte[] bytes = new byte[0];
  private int length;
  private long taken;
  private boolean closed;

  /**
   * Nothing is read yet.
   *
   * @param most the most bytes
   * @param budget the memory that all bodies share
   */
  RequestBody(Request request, long most, ByteBudget budget) {
    this.request = request;
    this.most = most;
    this.budget = budget;
  }

  /** A body that is only thrown away. */
  static RequestBody unwanted(Request request) {
    var body = new RequestBody(request, 0, new ByteBudget(0));
    body.arrived.cancel(false);
    return body;
  }

  /**
   * Begins to read.
   *
   * @param time how long it may take
   * @return the body; fails with an {@link HttpProblem} if it is too large or too slow, or there is
   *     no memory for it
   */
  CompletableFuture<byte[]> read(Duration time) {
    if (request.getLength() > most) {
      arrived.completeExceptionally(tooLarge());
      return arrived; // to read now would tell a client that asks before it sends to go on
    }
    Scheduler.Task alarm =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () ->
                    arrived.completeExceptionally(
                        new HttpProblem(
                            HttpStatus.REQUEST_TIMEOUT_408,
                            "The request's body took longer than "
                                + time.toSeconds()
                                + " seconds.")),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    isReading = true;
    readOn();
    return arrived.whenComplete((body, failure) -> alarm.cancel());
  }

  /**
   * Throws away what is still to come, but not for long.
   *
   * @param then succeeds at the body's end, and fails if that doesn't come
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it can't fail
  void discard(Callback then) {
    ended
        .completeOnTimeout(false, DISCARD.toMillis(), TimeUnit.MILLISECONDS)
        .thenAccept(
            isWhole -> {
              if (isWhole) {
                then.succeeded();
              } else { // Jetty takes no success while it is asked for more
                then.failed(new TimeoutException("The rest of the body didn't come."));
              }
            });
    if (!isReading) {
      request.demand(this::readOn); // not here: it takes as long as the client sends
    }
  }

  private void readOn() {
    while (!ended.isDone()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::readOn);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        arrived.completeExceptionally(
            chunk.getFailure() instanceof TimeoutException ? stalled() : brokenOff());
        ended.complete(true);
        return;
      }
      boolean isLast = chunk.isLast();
      boolean isWanted = !arrived.isDone();
      try {
        if (isWanted) {
          append(chunk.getByteBuffer());
        }
      } catch (HttpProblem | OutOfMemoryError e) {
        arrived.completeExceptionally(e);
      } finally {
        chunk.release();
      }
      if (isLast) {
        if (!arrived.isDone()) {
          arrived.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        }
        ended.complete(true);
      } else if (!isWanted) {
        request.demand(this::readOn); // others have their turn meanwhile
        return;
      }
    }
  }

  private synchronized void append(ByteBuffer more) {
    long wanted = (long) length + more.remaining();
    if (wanted > most) {
      throw tooLarge();
    }
    if (closed || !budget.take((long) MEMORY * more.remaining())) {
      throw new HttpProblem(
          HttpStatus.SERVICE_UNAVAILABLE_503, "There is no memory left for this request.");
    }
    taken += (long) MEMORY * more.remaining();
    if (wanted > bytes.length) {
      long known = request.getLength();
      long grown = Math.max(wanted, Math.max(FIRST, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, known < 0 ? most : known));
    }
    int count = more.remaining();
    more.get(bytes, length, count);
    length += count;
  }

  private static HttpProblem stalled() {
    return new HttpProblem(
        HttpStatus.REQUEST_TIMEOUT_408,
        "For too long nothing more of the request's body has come.");
  }

  /** Mostly nobody is there to be told. */
  private static HttpProblem brokenOff() {
    return new HttpProblem(
        HttpStatus.BAD_REQUEST_400, "The request's body broke off before its end.");
  }

  private HttpProblem tooLarge() {
    return new HttpProblem(
        HttpStatus.PAYLOAD_TOO_LARGE_413, "The request's body is larger than " + most + " bytes.");
  }

  /**
   * Takes memory for copies of the body, once it has arrived.
   *
   * @param most how many are wanted
   * @return for how many there is memory
   */
  synchronized int copies(int most) {
    int count = 0;
    while (count < most && !closed && budget.take(length)) {
      taken += length;
      count++;
    }
    return count;
  }

  /** Gives the memory back. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      budget.giveBack(taken);
    }
  }
}
