package io.github.mnistfit.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections that are only held: those that send a header byte by byte, and those that take
 * an answer byte by byte. Jetty's own idle timeout begins anew with each byte.
 */
final class ConnectionWatch implements Connection.Listener {
  private final long idle;
  private final long longest;
  private final Map<Connection, State> open = new ConcurrentHashMap<>();

  /** Whether a request is in work, and since when that is so, by {@link System#nanoTime}. */
  private record State(boolean isBusy, long since) {}

  /**
   * Watches connections that open from now on.
   *
   * @param idle how long one may be without a whole request
   * @param longest how long a request may take, from its header to the end of its answer
   */
  ConnectionWatch(Duration idle, Duration longest) {
    this.idle = idle.toNanos();
    this.longest = longest.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    mark(connection, false);
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  void began(Connection connection) {
    replace(connection, true);
  }

  void ended(Connection connection) {
    replace(connection, false);
  }

  private void mark(Connection connection, boolean isBusy) {
    open.put(connection, new State(isBusy, System.nanoTime()));
  }

  private void replace(Connection connection, boolean isBusy) {
    // One that is closed already doesn't come back.
    open.computeIfPresent(connection, (c, state) -> new State(isBusy, System.nanoTime()));
  }

  /** Closes what is held for too long. */
  void sweep() {
    long now = System.nanoTime();
    open.forEach(
        (connection, state) -> {
          if (now - state.since() > (state.isBusy() ? longest : idle)) {
            connection.getEndPoint().close();
          }
        });
  }

  /** How many connections are open. */
  int open() {
    return open.size();
  }
}
