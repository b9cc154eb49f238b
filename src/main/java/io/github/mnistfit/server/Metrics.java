package io.github.mnistfit.server;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** What has happened so far, in Prometheus' text format. */
final class Metrics {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;
  static final String UNREADABLE = "unreadable";
  private static final String ANSWERED = "answered";
  private static final String UNSURE = "unsure";

  private final Consumer<Throwable> faults;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("mnistfit_http_requests_total")
          .help("Requests that were answered or refused.")
          .labelNames("path", "status")
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("mnistfit_http_request_seconds")
          .help("From a request's header to the end of its answer.")
          .labelNames("path")
          .classicOnly()
          .classicUpperBounds(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60)
          .register(registry);
  private final Counter pictures =
      Counter.builder()
          .name("mnistfit_pictures_total")
          .help("Pictures by what came of them.")
          .labelNames("path", "result")
          .register(registry);
  private final Counter failures =
      Counter.builder()
          .name("mnistfit_failures_total")
          .help("Faults of the server itself, which nobody foresaw.")
          .register(registry);

  /**
   * Nothing has happened yet.
   *
   * @param faults is told of failures of the server itself, which nobody foresaw
   */
  Metrics(Consumer<Throwable> faults) {
    this.faults = faults;
  }

  /** What came of a picture that could be read, as a label. */
  static String kind(boolean isAnswered) {
    return isAnswered ? ANSWERED : UNSURE;
  }

  /** Counts a request whose answer was written. */
  void requestDone(String path, int status, long nanoseconds) {
    requests.labelValues(path, Integer.toString(status)).inc();
    seconds.labelValues(path).observe(nanoseconds / (double) TimeUnit.SECONDS.toNanos(1));
  }

  void pictureDone(String path, String kind) {
    pictures.labelValues(path, kind).inc();
  }

  /** What a failure is answered with; counts those that nobody foresaw, and tells of them. */
  HttpProblem seen(Throwable failure) {
    HttpProblem problem = HttpProblem.of(failure);
    if (problem.isUnforeseen()) {
      failures.inc();
      faults.accept(HttpProblem.cause(failure));
    }
    return problem;
  }

  /** Adds what is asked for only when somebody looks. */
  void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** The same for what only grows. */
  void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  byte[] text() {
    var bytes = new ByteArrayOutputStream();
    try {
      new PrometheusTextFormatWriter(false).write(bytes, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
    return bytes.toByteArray();
  }
}
