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
  private final long writing;
  private final Map<Connection, State> open = new ConcurrentHashMap<>();

  /** How long a connection may stay as it is, and since when it does, by System.nanoTime. */
  private record State(long longest, long since) {}

  /**
   * Watches connections that open from now on.
   *
   * @param idle how long one may be without a whole header
   * @param writing how long its client may take for an answer
   */
  ConnectionWatch(Duration idle, Duration writing) {
    this.idle = idle.toNanos();
    this.writing = writing.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new State(idle, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** A header has come. Its body has its own time, and for the work the client isn't to blame. */
  void began(Connection connection) {
    replace(connection, Long.MAX_VALUE);
  }

  /** An answer is on its way. */
  void answers(Connection connection) {
    replace(connection, writing);
  }

  void ended(Connection connection) {
    replace(connection, idle);
  }

  private void replace(Connection connection, long longest) {
    // One that is closed already doesn't come back.
    open.computeIfPresent(connection, (c, state) -> new State(longest, System.nanoTime()));
  }

  /** Closes what is held for too long. */
  void sweep() {
    long now = System.nanoTime();
    open.forEach(
        (connection, state) -> {
          if (now - state.since() > state.longest()) {
            connection.getEndPoint().close();
          }
        });
  }

  /** How many connections are open. */
  int open() {
    return open.size();
  }
}
