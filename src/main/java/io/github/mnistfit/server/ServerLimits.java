package io.github.mnistfit.server;

import io.github.mnistfit.image.PictureReader;
import java.time.Duration;

/**
 * What a server takes on. Whatever passes a limit is refused in a sentence; nothing is dropped
 * without a word.
 *
 * @param bytes the most bytes of a request's body, at least 1
 * @param buffered the most bytes of all bodies together that are held in memory
 * @param pictures the most pictures of a request
 * @param waiting the most requests in work or waiting for it, at least 1
 * @param waitingOfOne the most of them that come from one address; from this machine itself as many
 *     may come as there is room for, since a proxy on it speaks for many
 * @param connections the most open connections; others wait to be accepted
 * @param times how long each part of a request may take
 */
public record ServerLimits(
    long bytes,
    long buffered,
    int pictures,
    int waiting,
    int waitingOfOne,
    int connections,
    Times times) {
  /** How many requests at once one address may have if nothing else is said. */
  public static final int WAITING_OF_ONE = 64;

  /**
   * How long each part of a request may take.
   *
   * @param idle a connection between requests, and a request's header
   * @param body until a request's body has arrived
   * @param waiting until work on a request's first picture begins
   * @param picture decoding and fitting a picture
   * @param work decoding and fitting all pictures of a request, added up
   * @param writing until the client has taken the answer
   * @param stop what is in work when the server is to end; docker stop kills after ten seconds, of
   *     which the last words and the end of Java take some
   */
  public record Times(
      Duration idle,
      Duration body,
      Duration waiting,
      Duration picture,
      Duration work,
      Duration writing,
      Duration stop) {
    /** What is used if nothing else is said. */
    public static final Times STANDARD =
        new Times(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(6));
  }

  /** The same with another number of requests at once from one address. */
  public ServerLimits withWaitingOfOne(int most) {
    return new ServerLimits(bytes, buffered, pictures, waiting, most, connections, times);
  }

  /**
   * What is used if nothing else is said: as large a picture as on the command line, but no more
   * bodies together than a quarter of the memory that this process may use.
   */
  public static ServerLimits standard() {
    long buffered = Runtime.getRuntime().maxMemory() / 4;
    long bytes = Math.min(PictureReader.MAX_BYTES, buffered / RequestBody.MEMORY);
    return new ServerLimits(bytes, buffered, 256, 1024, WAITING_OF_ONE, 2048, Times.STANDARD);
  }
}
