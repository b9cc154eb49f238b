package io.github.mnistfit.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * Sees every request come and go: counts them, tells of them, turns failures into answers, and when
 * the server is to end refuses new ones and knows when the last has gone.
 */
final class RequestWatch extends Handler.Wrapper {
  private final Metrics metrics;
  private final ConnectionWatch connections;
  private final Consumer<String> log;
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean isStopping;

  /**
   * Watches.
   *
   * @param log is told a line for each request
   */
  RequestWatch(Metrics metrics, ConnectionWatch connections, Consumer<String> log, Handler next) {
    super(next);
    this.metrics = metrics;
    this.connections = connections;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Connection connection = request.getConnectionMetaData().getConnection();
    active.incrementAndGet();
    connections.began(connection);
    Request.addCompletionListener(request, failure -> ended(request, response, connection));
    var watched = new Watched(request, response, connection);
    try {
      if (isStopping) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        throw new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, "The server is shutting down.");
      }
      return super.handle(request, watched, callback);
    } catch (Exception | Error e) { // whatever it is, it costs no other request its answer
      Responses.refuse(request, watched, callback, metrics.seen(e));
      return true;
    }
  }

  /** An answer of which it is seen when it begins to be written. */
  private final class Watched extends Response.Wrapper {
    private final Connection connection;

    Watched(Request request, Response response, Connection connection) {
      super(request, response);
      this.connection = connection;
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback callback) {
      connections.answers(connection);
      // Behind a part, the client waits again.
      super.write(
          last,
          bytes,
          last ? callback : Callback.from(() -> connections.began(connection), callback));
    }
  }

  private void ended(Request request, Response response, Connection connection) {
    long nanoseconds = NanoTime.since(request.getHeadersNanoTime());
    String path = Routes.label(request);
    metrics.requestDone(path, response.getStatus(), nanoseconds);
    connections.ended(connection);
    log.accept(
        "%s %s %d %d ms %s"
            .formatted(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                response.getStatus(),
                TimeUnit.NANOSECONDS.toMillis(nanoseconds),
                Request.getRemoteAddr(request)));
    synchronized (active) {
      active.decrementAndGet();
      active.notifyAll();
    }
  }

  /** How many requests are in work, or still on their way in or out. */
  int active() {
    return active.get();
  }

  /** Refuses requests from now on. */
  void refuseNew() {
    isStopping = true;
  }

  /**
   * Waits until no request is in work.
   *
   * @return false if some are at the end of that time
   */
  boolean awaitNone(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    synchronized (active) {
      while (active.get() > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        active.wait(left);
      }
    }
    return true;
  }
}
