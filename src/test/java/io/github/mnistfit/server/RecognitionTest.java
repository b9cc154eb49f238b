package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.FragileWorker;
import io.github.mnistfit.fitter.PictureSource;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that take long or crash their worker, and workers that fail. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RecognitionTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /**
   * It takes longer than a request may wait, and than a connection may be idle; meanwhile a picture
   * that comes alone needn't wait for all of it.
   */
  @Test
  void aLongFormIsAnsweredAndKeepsNobodyWaiting() throws Exception {
    ServerLimits.Times standard = ServerLimits.Times.STANDARD;
    var times =
        new ServerLimits.Times(
            Duration.ofSeconds(1),
            standard.body(),
            Duration.ofSeconds(8),
            standard.picture(),
            standard.work(),
            standard.writing(),
            standard.stop());
    var parts =
        Collections.nCopies(44, new TestServer.Part("a", new byte[] {FragileWorker.SLOW}))
            .toArray(TestServer.Part[]::new);
    try (TestServer server =
        TestServer.start(TestServer.limits(times), FragileWorker.workers(LONG))) {
      var quick = new TestServer.Part("a", new byte[] {1});
      server.send(server.form("/predict", quick, quick)); // the workers have started now
      CompletableFuture<HttpResponse<String>> form =
          server.sendAsync(server.form("/predict", parts));
      while (server.get("/metrics").body().contains("mnistfit_pictures_waiting 0.0")) {
        Thread.sleep(10);
      }
      assertThat(server.post("/predict", new byte[] {1}).statusCode()).isEqualTo(200);
      assertThat(form).as("a form of eleven seconds").isNotDone();
      assertThat(form.get().statusCode()).as(form.get().body()).isEqualTo(200);
      assertThat(form.get().body().lines()).hasSize(parts.length);
    }
  }

  @Test
  void aRequestThatHasBegunIsNeverTooLate() throws Exception {
    var turn = new Turn(Duration.ofMillis(500), LONG);
    assertThat(turn.begin()).isTrue();
    Thread.sleep(600);
    assertThat(turn.begin()).isTrue();
    assertThat(new Turn(Duration.ofSeconds(-1), LONG).begin()).isFalse();
  }

  @Test
  void aRequestThatHasWaitedTooLongIsToldSo() throws Exception {
    ServerLimits.Times standard = ServerLimits.Times.STANDARD;
    var times =
        new ServerLimits.Times(
            standard.idle(),
            standard.body(),
            Duration.ofSeconds(-1),
            standard.picture(),
            standard.work(),
            standard.writing(),
            standard.stop());
    try (TestServer server =
        TestServer.start(TestServer.limits(times), FragileWorker.workers(LONG))) {
      var part = new TestServer.Part("a", new byte[] {1});
      for (var request :
          List.of(
              server.posting("/predict", new byte[] {1}), server.form("/fit", part, part, part))) {
        HttpResponse<String> response = server.send(request);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("The server is busy");
      }
    }
  }

  /** Each within its own time, 256 pictures would hold the workers for more than an hour. */
  @ParameterizedTest
  @ValueSource(strings = {"/predict", "/read", "/fit"})
  void aFormHasOnlySoMuchWork(String path) throws Exception {
    ServerLimits.Times standard = ServerLimits.Times.STANDARD;
    var times =
        new ServerLimits.Times(
            standard.idle(),
            standard.body(),
            standard.waiting(),
            standard.picture(),
            Duration.ofMillis(700),
            standard.writing(),
            standard.stop());
    var slow = new TestServer.Part("a", new byte[] {FragileWorker.SLOW});
    try (TestServer server =
        TestServer.start(TestServer.limits(times), FragileWorker.workers(LONG))) {
      HttpResponse<String> form = server.send(server.form(path, slow, slow, slow, slow, slow));
      assertThat(form.statusCode()).isEqualTo(200);
      List<String> lines = form.body().lines().toList();
      assertThat(lines).hasSize(5);
      String spent = "the request's other pictures took 0 seconds of work";
      assertThat(lines.get(0)).doesNotContain(spent);
      assertThat(lines.get(4)).contains(spent);
      assertThat(server.post(path, new byte[] {1}).statusCode()).isEqualTo(200);
    }
  }

  /** The client isn't to blame for the work, but for taking its answer byte by byte. */
  @Test
  void aConnectionIsClosedForItsClientsSlownessAlone() throws Exception {
    var isClosed = new AtomicBoolean();
    EndPoint endPoint =
        (EndPoint)
            Proxy.newProxyInstance(
                EndPoint.class.getClassLoader(),
                new Class<?>[] {EndPoint.class},
                (self, method, arguments) -> {
                  isClosed.set(method.getName().equals("close"));
                  return null;
                });
    Connection connection =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) ->
                    method.getName().equals("getEndPoint")
                        ? endPoint
                        : method.getName().equals("equals")
                            ? (Object) (self == arguments[0])
                            : method.getName().hashCode());
    var watch = new ConnectionWatch(Duration.ZERO, Duration.ZERO);
    watch.onOpened(connection);
    watch.began(connection);
    Thread.sleep(10);
    watch.sweep();
    assertThat(isClosed).isFalse();
    watch.answers(connection);
    Thread.sleep(10);
    watch.sweep();
    assertThat(isClosed).isTrue();
  }

  /** It is no picture that could be read at another time, and costs nobody else an answer. */
  @Test
  void aPictureThatCrashesItsWorkerIsABadRequest() throws Exception {
    try (TestServer server =
        TestServer.start(ServerLimits.standard(), FragileWorker.workers(LONG))) {
      for (String path : List.of("/predict", "/fit")) {
        HttpResponse<String> crashing = server.post(path, new byte[] {FragileWorker.DIE});
        assertThat(crashing.statusCode()).as(path).isEqualTo(400);
        assertThat(crashing.body()).contains("crashes the decoder");
      }
      HttpResponse<String> form =
          server.send(
              server.form(
                  "/fit",
                  new TestServer.Part("a", new byte[] {1}),
                  new TestServer.Part("b", new byte[] {FragileWorker.DIE}),
                  new TestServer.Part("c", new byte[] {2})));
      assertThat(form.statusCode()).isEqualTo(200);
      assertThat(form.body().lines().map(line -> line.contains("crashes")))
          .containsExactly(false, true, false);
      assertThat(server.get("/metrics").body())
          .contains("mnistfit_worker_losses_total 6.0", "mnistfit_failures_total 0.0");
    }
  }

  /** No memory for a process, for one: the client may ask again. */
  @Test
  void workersThatCannotBeStartedAreNoFaultOfThePicture() throws Exception {
    try (TestServer server =
        TestServer.start(ServerLimits.standard(), FragileWorker.neverReady())) {
      for (String path : List.of("/predict", "/read", "/fit")) {
        HttpResponse<String> response = server.post(path, new byte[] {1});
        assertThat(response.statusCode()).as(path).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(response.body())
            .isEqualTo(
                "{\"error\":\"The picture wasn't decoded: a process to decode it in can't be"
                    + " started.\"}\n");
      }
      HttpResponse<String> form =
          server.send(server.form("/read", new TestServer.Part("a", new byte[] {1})));
      assertThat(form.statusCode()).isEqualTo(200);
      assertThat(form.body()).contains("a process to decode it in can't be started");
    }
  }

  /** What is made of an answer mustn't keep others' pictures from the network. */
  @Test
  void answersAreNotMadeWhereTheNetworkReads() throws Exception {
    try (var recognition =
        new Recognition(
            FragileWorker.workers(LONG),
            CompletableFuture.completedFuture(TestServer.network()),
            Optional.empty(),
            Optional.empty(),
            ServerLimits.Times.STANDARD)) {
      CompletableFuture<String> thread =
          recognition
              .digit(
                  PictureSource.of(new byte[] {FragileWorker.SLOW}),
                  recognition.turn(),
                  Fit.standard().name(),
                  true)
              .thenApply(digit -> Thread.currentThread().getName());
      assertThat(thread.get()).isEqualTo("mnistfit-answer");
    }
  }
}
