package io.github.mnistfit.mnist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Servers that have the files, tried in turn. None of them is trusted: how long one may take and
 * how much it may send is bounded, and what it sent is checked.
 */
final class MnistMirrors {
  /** How often the listener hears of progress, and timeouts are checked. */
  private static final long POLL_MILLISECONDS = 100;

  /** What gzip may add to bytes that it can't pack is far below this. */
  private static final int GZIP_MARGIN = 1 << 16;

  private final List<URI> mirrors;
  private final Timeouts timeouts;
  private final MnistFileSet set;
  private final DownloadListener listener;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  /**
   * How long a server is waited for.
   *
   * @param idle the longest wait for its next bytes, the first ones included
   * @param total the longest time for a file
   */
  record Timeouts(Duration idle, Duration total) {
    /**
     * Ten megabytes in a quarter of an hour are 11 kB/s: a modem is too slow, a bad line is not.
     */
    static final Timeouts USUAL = new Timeouts(Duration.ofSeconds(15), Duration.ofMinutes(15));
  }

  /**
   * Knows mirrors; asks none yet.
   *
   * @param mirrors folders that have the files as .gz; each ends in a slash
   */
  MnistMirrors(List<URI> mirrors, Timeouts timeouts, MnistFileSet set, DownloadListener listener) {
    this.mirrors = List.copyOf(mirrors);
    this.timeouts = timeouts;
    this.set = set;
    this.listener = listener;
  }

  /**
   * Downloads a file from the first mirror that has it right.
   *
   * @return its bytes as they came; unpacked, they have the right checksum
   * @throws MnistDataException if no mirror has it, or the thread is interrupted
   */
  byte[] download(MnistFile file) throws MnistDataException {
    Map<URI, String> failures = new LinkedHashMap<>();
    for (URI mirror : mirrors) {
      URI source = mirror.resolve(file.name() + ".gz");
      listener.started(source);
      try {
        byte[] packed = fetch(source, file.size() + GZIP_MARGIN);
        file.unpack(new ByteArrayInputStream(packed));
        return packed;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MnistDataException("The download of MNIST was interrupted.", e);
      } catch (IOException e) {
        failures.put(source, reason(e));
      } finally {
        listener.ended();
      }
    }
    throw new MnistDataException(
        "MNIST can't be downloaded (%s). Get its four files elsewhere (%s, plain or .gz), put them"
                .formatted(told(failures), set.names())
            + " into a folder, and name it with --data DIR or in the environment variable"
            + " MNISTFIT_DATA.");
  }

  /** What they have in common, such as that there is no network, is told once. */
  private static String told(Map<URI, String> failures) {
    boolean areAlike = failures.size() > 1 && Set.copyOf(failures.values()).size() == 1;
    return areAlike
        ? failures.keySet().stream().map(URI::getHost).collect(Collectors.joining(", "))
            + ": "
            + failures.values().iterator().next()
        : failures.entrySet().stream()
            .map(failure -> failure.getKey() + ": " + failure.getValue())
            .collect(Collectors.joining("; "));
  }

  private byte[] fetch(URI source, int limit) throws IOException, InterruptedException {
    var body = new BoundedBody(limit);
    var answer = client.sendAsync(HttpRequest.newBuilder(source).build(), body);
    long start = System.nanoTime();
    long lastBytes = start;
    long received = 0;
    try {
      while (true) {
        try {
          byte[] bytes = answer.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS).body();
          listener.received(bytes.length, bytes.length);
          return bytes;
        } catch (TimeoutException e) {
          long now = System.nanoTime();
          if (body.received() > received) {
            received = body.received();
            lastBytes = now;
            listener.received(received, body.total());
          }
          throwIfLonger(now - lastBytes, timeouts.idle(), "sent nothing for");
          throwIfLonger(now - start, timeouts.total(), "wasn't done after");
        }
      }
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e);
    } finally {
      // Ends the connection where the answer isn't complete.
      answer.cancel(true);
    }
  }

  private static void throwIfLonger(long nanoseconds, Duration timeout, String what)
      throws IOException {
    if (nanoseconds > timeout.toNanos()) {
      throw new IOException("it " + what + " " + timeout.toSeconds() + " s");
    }
  }

  private static String reason(Throwable failure) {
    if (failure instanceof ConnectException) {
      return failure.getCause() instanceof UnresolvedAddressException
          ? "this name has no address; is there a network?"
          : "no connection";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
