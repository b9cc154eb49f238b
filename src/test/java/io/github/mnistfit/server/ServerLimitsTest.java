package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is refused when there is too much of it, and the end of a server that is busy. */
class ServerLimitsTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void oneAddressDoesNotTakeEveryPlace() throws IOException {
    var places = new Places(3, 2);
    InetAddress one = InetAddress.getByName("192.0.2.1");
    InetAddress other = InetAddress.getByName("192.0.2.2");
    Runnable first = places.take(one);
    places.take(one);
    assertThatThrownBy(() -> places.take(one))
        .isInstanceOfSatisfying(HttpProblem.class, p -> assertThat(p.status()).isEqualTo(429));
    places.take(other);
    assertThatThrownBy(() -> places.take(other))
        .isInstanceOfSatisfying(HttpProblem.class, p -> assertThat(p.status()).isEqualTo(503));
    first.run();
    first.run(); // once is enough
    assertThat(places.taken()).isEqualTo(2);
    places.take(one);
    assertThat(places.taken()).isEqualTo(3);
  }

  /** What this machine asks itself may come from a proxy that speaks for many. */
  @Test
  void thisMachineMayTakeEveryPlace() {
    var places = new Places(3, 1);
    places.take(InetAddress.getLoopbackAddress());
    places.take(InetAddress.getLoopbackAddress());
    places.take(InetAddress.getLoopbackAddress());
    assertThatThrownBy(() -> places.take(InetAddress.getLoopbackAddress()))
        .isInstanceOfSatisfying(HttpProblem.class, p -> assertThat(p.isTransient()).isTrue());
  }

  @Test
  void aFullQueueSaysSoAndWhenToAskAgain() throws Exception {
    ServerLimits standard = ServerLimits.standard();
    var one = new ServerLimits(1 << 20, 4 << 20, 2, 1, 1, 100, standard.times());
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    try (TestServer server = TestServer.start(one)) {
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        asked.add(server.sendAsync(server.posting("/read", picture)));
      }
      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<HttpResponse<String>> answer : asked) {
        HttpResponse<String> response = answer.get();
        statuses.add(response.statusCode());
        assertThat(response.headers().firstValue("Retry-After").isPresent())
            .isEqualTo(response.statusCode() == 503);
        assertThat(response.body()).contains("error");
      }
      assertThat(statuses).contains(200, 503).containsOnly(200, 503);
      assertThat(server.post("/read", TestServer.DIGIT).statusCode()).isEqualTo(200);
      assertThat(server.post("/read", new byte[(1 << 20) + 1]).statusCode()).isEqualTo(413);
      var part = new TestServer.Part("a", picture);
      assertThat(server.send(server.form("/fit", part, part, part)).statusCode()).isEqualTo(400);
      assertThat(server.get("/metrics").body())
          .contains("mnistfit_requests_waiting 0.0", "mnistfit_body_bytes 0.0");
    }
  }

  @Test
  void aSlowBodyIsGivenUpWithASentence() throws Exception {
    ServerLimits limits = TestServer.limits(TestServer.times(LONG, SHORT));
    try (TestServer server = TestServer.start(limits);
        var socket = server.connect()) {
      send(socket, "POST /fit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408 ")
          .contains("took longer than 1 seconds");
    }
  }

  /** A header that comes byte by byte would keep a connection open for ever. */
  @Test
  void aSlowHeaderIsCutOff() throws Exception {
    ServerLimits limits = TestServer.limits(TestServer.times(SHORT, LONG));
    try (TestServer server = TestServer.start(limits);
        var socket = server.connect()) {
      socket.setSoTimeout(100);
      send(socket, "GET /health HTTP/1.1\r\nX: ");
      int end = 0;
      for (int i = 0; i < 600 && end == 0; i++) {
        try {
          send(socket, "x");
          end = socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
          // still open
        } catch (IOException e) {
          end = -1; // reset
        }
      }
      assertThat(end).isEqualTo(-1);
    }
  }

  @Test
  void aBusyServerFinishesWhatItHas() throws Exception {
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    List<ProcessHandle> workers;
    try (TestServer server = TestServer.start()) {
      server.post("/predict", picture);
      for (int i = 0; i < 50; i++) {
        asked.add(server.sendAsync(server.posting("/predict", picture)));
      }
      asked.get(0).get();
      workers = ProcessHandle.current().children().toList();
    }
    assertThat(workers).isNotEmpty();
    for (CompletableFuture<HttpResponse<String>> answer : asked) {
      HttpResponse<String> response =
          answer.handle((known, failure) -> failure == null ? known : null).get();
      // One that had not even connected finds nobody there; none is dropped on the way.
      if (response != null) {
        assertThat(response.statusCode()).isIn(200, 503);
        assertThat(response.body()).contains("error");
      }
    }
    for (ProcessHandle worker : workers) {
      worker.onExit().get(1, TimeUnit.MINUTES); // or it would be left over
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
