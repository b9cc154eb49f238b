package io.github.mnistfit.server;

import io.github.mnistfit.server.PictureRequest.Command;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The page to draw on and the interface over HTTP, on one address of this machine.
 *
 * <pre>{@code
 * try (var server = PictureServer.start(settings, recognition)) {
 *   System.out.println(server.address());
 *   server.join();
 * }
 * }</pre>
 */
public final class PictureServer implements AutoCloseable {
  /** None of them ever waits for a picture or for a client. */
  private static final int THREADS = 16;

  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** How long answers may take on their way out when the server ends. */
  static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Server server;
  private final ServerConnector connector;
  private final RequestWatch requests;
  private final Recognition recognition;
  private final ServerLimits limits;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Where a server listens, and to whom.
   *
   * @param host the name or address to listen on
   * @param port 0 for any that is free
   * @param names under which it may be asked, beside localhost and addresses
   * @param version of mnistfit
   * @param log is told a line for each request
   * @param faults is told of failures of the server itself, which nobody foresaw: whoever asked
   *     gets no more than status 500
   */
  public record Settings(
      String host,
      int port,
      Set<String> names,
      String version,
      ServerLimits limits,
      Consumer<String> log,
      Consumer<Throwable> faults) {}

  /**
   * Starts to listen; the network may still be loading, and requests are refused until it is there.
   *
   * @param recognition closed with the server, also if it can't start
   * @throws IOException if the address can't be listened on
   */
  public static PictureServer start(Settings settings, Recognition recognition) throws IOException {
    ServerLimits limits = settings.limits();
    return start(settings, recognition, new Places(limits.waiting(), limits.waitingOfOne()));
  }

  /** Starts a server with the places of requests that are given, instead of those in its limits. */
  static PictureServer start(Settings settings, Recognition recognition, Places places)
      throws IOException {
    var server = new PictureServer(settings, recognition, places);
    try {
      server.server.start();
      server.watchConnections();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    } catch (Exception e) {
      server.close();
      throw new IllegalStateException(e);
    }
  }

  private final ConnectionWatch connections;

  private PictureServer(Settings settings, Recognition recognition, Places places) {
    this.recognition = recognition;
    this.limits = settings.limits();
    ServerLimits.Times times = limits.times();
    var threads = new QueuedThreadPool(THREADS);
    threads.setName("mnistfit-http");
    threads.setDaemon(true);
    this.server = new Server(threads);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "mnistfit", UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT)); // see Routes
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(limits.connections());
    connector.setIdleTimeout(times.idle().toMillis());
    this.connections = new ConnectionWatch(times.idle(), times.writing());
    connector.addBean(connections);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));

    var metrics = new Metrics(settings.faults());
    var budget = new ByteBudget(limits.buffered());
    var routes = new Routes(settings.version(), recognition, metrics);
    for (Command command : Command.values()) {
      routes.with(
          command, new PictureHandler(command, recognition, limits, places, budget, metrics));
    }
    this.requests =
        new RequestWatch(
            metrics, connections, settings.log(), new SameSite(settings.names(), routes));
    server.setHandler(requests);
    // What Jetty itself refuses, a request that is no HTTP for one.
    server.setErrorHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(
              org.eclipse.jetty.server.Request request,
              org.eclipse.jetty.server.Response response,
              org.eclipse.jetty.util.Callback callback) {
            int status = response.getStatus();
            HttpProblem problem = HttpProblem.ofStatus(status);
            // What was asked for may be what is wrong: too long, or no text.
            String from = org.eclipse.jetty.server.Request.getRemoteAddr(request);
            settings.log().accept("refused %d %s".formatted(status, from));
            Responses.write(response, callback, status, Responses.JSON, problem.json());
            return true;
          }
        });
    addGauges(metrics, places, budget);
  }

  private void addGauges(Metrics metrics, Places places, ByteBudget budget) {
    metrics.gauge("mnistfit_connections", "Open connections.", connections::open);
    metrics.gauge("mnistfit_requests_active", "Requests in work.", requests::active);
    metrics.gauge("mnistfit_requests_waiting", "Requests with a place.", places::taken);
    metrics.gauge("mnistfit_pictures_waiting", "Pictures in the queue.", recognition::queued);
    metrics.gauge("mnistfit_body_bytes", "Memory that bodies take.", budget::used);
    metrics.gauge(
        "mnistfit_heap_bytes",
        "Java's heap in use.",
        () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    metrics.counter(
        "mnistfit_worker_losses_total",
        "Worker processes that a picture has cost.",
        recognition::losses);
    metrics.counter(
        "mnistfit_network_batches_total",
        "How many times the network was asked.",
        recognition::batches);
  }

  private void watchConnections() {
    Scheduler scheduler = connector.getScheduler();
    scheduler.schedule(
        new Runnable() {
          @Override
          public void run() {
            connections.sweep();
            scheduler.schedule(this, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
          }
        },
        SWEEP.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Where the page is. */
  public URI address() {
    return address(connector.getHost(), connector.getLocalPort());
  }

  static URI address(String host, int port) {
    String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + port + "/");
  }

  /** Waits until the server has ended. */
  public void join() throws InterruptedException {
    ended.await();
  }

  /** Ends it: what is in work is finished, if it doesn't take too long, all else is refused. */
  @Override
  public synchronized void close() {
    if (ended.getCount() == 0) {
      return;
    }
    try {
      requests.refuseNew();
      boolean isIdle = !server.isRunning() || requests.awaitNone(limits.times().stop());
      recognition.close(); // whoever still waits is told so
      if (!isIdle) {
        requests.awaitNone(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      server.setStopTimeout(0);
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty doesn't stop", e);
    } finally {
      ended.countDown();
    }
  }
}
