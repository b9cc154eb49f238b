package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.network.DigitNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused when there is too much of it, and the end of a server that is busy. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // or a server that is broken would be waited for
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

  /** Places are taken here and not by requests that would have to last for long enough. */
  @Test
  void aFullQueueAndAnAddressThatAsksTooMuchAreToldSoAndWhenToAskAgain() throws Exception {
    ServerLimits standard = ServerLimits.standard();
    var limits = new ServerLimits(1 << 20, 4 << 20, 2, 2, 1, 100, standard.times());
    // Counted as an address of another machine's, which a test hasn't.
    var places = new Places(2, 1, address -> false);
    try (TestServer server = TestServer.start(limits, places)) {
      Runnable first = places.take(InetAddress.getLoopbackAddress());
      assertRefused(server, 429, "Too many requests at once from your address");
      Runnable second = places.take(InetAddress.getByName("192.0.2.1"));
      first.run();
      Runnable third = places.take(InetAddress.getByName("192.0.2.2"));
      assertRefused(server, 503, "as many requests as it can take");
      second.run();
      for (String path : List.of("/predict", "/read", "/fit")) {
        assertThat(server.post(path, TestServer.DIGIT).statusCode()).as(path).isEqualTo(200);
      }
      third.run();

      assertThat(server.post("/read", new byte[(1 << 20) + 1]).statusCode()).isEqualTo(413);
      var part = new TestServer.Part("a", Files.readAllBytes(TestServer.DIGIT));
      assertThat(server.send(server.form("/fit", part, part, part)).statusCode()).isEqualTo(400);
      String centred = "samples/centred.png";
      byte[] three = TestServer.tiff(centred, centred, centred);
      assertThat(server.post("/fit", three).statusCode()).isEqualTo(200);
      HttpResponse<String> tooMany = server.post("/fit?pages=true", three);
      assertThat(tooMany.statusCode()).isEqualTo(400);
      assertThat(tooMany.body()).contains("more than 2 pages or frames");
      assertThat(server.get("/metrics").body())
          .contains(
              "mnistfit_requests_waiting 0.0",
              "mnistfit_body_bytes 0.0",
              "mnistfit_http_requests_total{path=\"/fit\",status=\"429\"} 1.0",
              "mnistfit_http_requests_total{path=\"/fit\",status=\"503\"} 1.0");
    }
  }

  /** Whoever is refused while the body is still on its way gets the answer all the same. */
  @ParameterizedTest
  @CsvSource({
    "/predict, localhost, Content-Length: 5000000, 413",
    "/predict, localhost, Transfer-Encoding: chunked, 413",
    "/nothing, localhost, Content-Length: 5000000, 404",
    "/predict, elsewhere.example, Content-Length: 5000000, 403",
    "/predict?fit=neither, localhost, Content-Length: 5000000, 400"
  })
  void aClientThatStillSendsGetsItsAnswer(String path, String host, String length, int status)
      throws Exception {
    ServerLimits standard = ServerLimits.standard();
    var limits = new ServerLimits(1 << 20, 4 << 20, 2, 2, 1, 100, standard.times());
    try (TestServer server = TestServer.start(limits);
        Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      String header = "POST %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n\r\n";
      out.write(header.formatted(path, host, length).getBytes(StandardCharsets.US_ASCII));
      boolean isChunked = length.endsWith("chunked");
      byte[] part = new byte[1_000_000];
      for (int i = 0; i < 5; i++) {
        out.write(isChunked ? "f4240\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
        out.write(part);
        out.write(isChunked ? "\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
      }
      out.write(isChunked ? "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("{\"error\":\"");
    }
  }

  private static void assertRefused(TestServer server, int status, String sentence)
      throws Exception {
    for (String path : List.of("/predict", "/read", "/fit")) {
      HttpResponse<String> response = server.post(path, TestServer.DIGIT);
      assertThat(response.statusCode()).as(path).isEqualTo(status);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(response.body()).startsWith("{\"error\":\"").contains(sentence);
    }
    // Whoever looks after the server, or at the page, isn't refused.
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
    assertThat(server.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void thirtyAtOnceWhereThereIsOnePlaceAreAnsweredOrRefused() throws Exception {
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    try (TestServer server = TestServer.start(ServerLimits.standard(), new Places(1, 1))) {
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        asked.add(server.sendAsync(server.posting("/read", picture)));
      }
      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<HttpResponse<String>> answer : asked) {
        statuses.add(answer.get().statusCode());
      }
      assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 503);
      // A client may have its answer a little before the server has put the request away.
      String metrics = server.get("/metrics").body();
      for (int i = 0; i < 100 && !metrics.contains("mnistfit_requests_waiting 0.0"); i++) {
        Thread.sleep(50);
        metrics = server.get("/metrics").body();
      }
      assertThat(metrics).contains("mnistfit_requests_waiting 0.0");
    }
  }

  /**
   * The JVM's own errors, here of a network that can't be run, are answered, counted and told, and
   * the server lives on.
   */
  @Test
  void anErrorOfTheJvmCostsNobodyElseAnAnswer() throws Exception {
    var isBroken = new AtomicBoolean(true);
    var network =
        new CompletableFuture<DigitNetwork>() {
          @Override
          public DigitNetwork join() {
            if (isBroken.get()) {
              throw new StackOverflowError("a secret of the server's");
            }
            return super.join();
          }
        };
    network.complete(TestServer.network());
    List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
    try (TestServer server =
        TestServer.start(ServerLimits.standard(), new Places(8, 8), network, told::add)) {
      for (String path : List.of("/predict", "/read")) {
        HttpResponse<String> response = server.post(path, TestServer.DIGIT);
        assertThat(response.statusCode()).as(path).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"error\":\"Something went wrong here.\"}\n");
      }
      assertThat(server.post("/fit", TestServer.DIGIT).statusCode()).isEqualTo(200);
      isBroken.set(false);
      assertThat(server.post("/predict", TestServer.DIGIT).statusCode()).isEqualTo(200);
      assertThat(server.get("/metrics").body())
          .contains("mnistfit_failures_total 2.0", "mnistfit_requests_waiting 0.0");
      assertThat(told).hasSize(2).allMatch(StackOverflowError.class::isInstance);
    } finally {
      isBroken.set(false);
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

  /** Not that it broke off: its client is still there. */
  @Test
  void aBodyThatStallsIsGivenUpWithASentence() throws Exception {
    ServerLimits limits = TestServer.limits(TestServer.times(SHORT, LONG));
    try (TestServer server = TestServer.start(limits);
        var socket = server.connect()) {
      send(socket, "POST /fit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 408 ")
          .contains("nothing more of the request's body");
    }
  }

  /** Whoever sends for ever to where nothing is has an answer, and then no connection. */
  @Test
  void aBodyWithoutEndIsCutOffWhileOthersAreAnswered() throws Exception {
    try (TestServer server = TestServer.start();
        Socket socket = server.connect()) {
      send(
          socket,
          "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  while (true) {
                    send(socket, "5\r\nabcde\r\n".repeat(1000));
                  }
                } catch (IOException e) {
                  // cut off
                }
              });
      while (!sending.isDone()) {
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        Thread.sleep(50);
      }
      // It is counted when the connection has been closed.
      while (!server
          .get("/metrics")
          .body()
          .contains("mnistfit_http_requests_total{path=\"other\",status=\"404\"} 1.0")) {
        Thread.sleep(50);
      }
    }
  }

  /** Whoever is refused and doesn't send the rest has no connection either. */
  @Test
  void aRefusedBodyThatStopsIsCutOff() throws Exception {
    try (TestServer server = TestServer.start();
        Socket socket = server.connect()) {
      socket.setSoTimeout(30_000); // sooner than what is merely held is closed
      send(socket, "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void aBodyInChunksIsTaken() throws Exception {
    try (TestServer server = TestServer.start();
        Socket socket = server.connect()) {
      send(socket, "POST /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
      send(socket, "Transfer-Encoding: chunked\r\n\r\n");
      byte[] picture = Files.readAllBytes(TestServer.DIGIT);
      OutputStream out = socket.getOutputStream();
      for (int from = 0; from < picture.length; from += 1000) {
        int length = Math.min(1000, picture.length - from);
        send(socket, Integer.toHexString(length) + "\r\n");
        out.write(picture, from, length);
        send(socket, "\r\n");
      }
      send(socket, "0\r\n\r\n");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ")
          .contains("\"digit\":4");
    }
  }

  @Test
  void bodiesThatTakeMoreMemoryThanThereIsAreRefused() throws Exception {
    ServerLimits standard = ServerLimits.standard();
    int length = 100_000;
    // For one such body, and not for two.
    var limits = new ServerLimits(1 << 20, 3L * length, 2, 8, 8, 100, standard.times());
    try (TestServer server = TestServer.start(limits);
        Socket first = server.connect()) {
      begin(first, length);
      first.getOutputStream().write(new byte[length - 1]);
      while (!server.get("/metrics").body().contains("mnistfit_body_bytes " + 2.0 * (length - 1))) {
        Thread.sleep(10);
      }
      HttpResponse<String> second = server.post("/predict", new byte[length]);
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(second.body()).contains("no memory left");
      first.getOutputStream().write(0);
      assertThat(new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 "); // it is no picture
      assertThat(server.post("/fit", TestServer.DIGIT).statusCode()).isEqualTo(200);
      assertThat(server.get("/metrics").body()).contains("mnistfit_body_bytes 0.0");
    }
  }

  @Test
  void aServerWhoseNetworkIsStillLoadingSaysSo() throws Exception {
    var network = new CompletableFuture<DigitNetwork>();
    try (TestServer server =
        TestServer.start(ServerLimits.standard(), new Places(8, 8), network, fault -> {})) {
      try {
        HttpResponse<String> health = server.get("/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"status\":\"starting\"");
        HttpResponse<String> refused = server.post("/predict", TestServer.DIGIT);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(server.get("/").statusCode()).isEqualTo(200);
      } finally {
        network.complete(TestServer.network()); // or closing would wait for it
      }
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
      assertThat(server.post("/predict", TestServer.DIGIT).statusCode()).isEqualTo(200);
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

  /** A request that has begun is answered; one that comes later is told why it isn't. */
  @Test
  void aServerThatEndsFinishesWhatHasBegunAndRefusesTheRest() throws Exception {
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    TestServer server = TestServer.start(TestServer.limits(TestServer.stopping(LONG)));
    int port = server.address().getPort();
    CompletableFuture<Void> closing = null;
    try (Socket busy = server.connect()) {
      begin(busy, picture.length);
      busy.getOutputStream().write(picture, 0, 100);
      while (!server.get("/metrics").body().contains("mnistfit_requests_active 2.0")) {
        Thread.onSpinWait();
      }
      closing = CompletableFuture.runAsync(server::close);
      HttpResponse<String> refused = server.get("/health");
      while (refused.statusCode() == 200) {
        refused = server.get("/health");
      }
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Connection")).hasValue("close");
      assertThat(refused.body()).isEqualTo("{\"error\":\"The server is shutting down.\"}\n");
      assertThat(server.post("/predict", picture).statusCode()).isEqualTo(503);

      busy.getOutputStream().write(picture, 100, picture.length - 100);
      assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ")
          .contains("\"digit\":4");
      closing.get();
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
    } finally {
      if (closing == null) {
        server.close();
      }
    }
  }

  @Test
  void aRequestThatNeverEndsDoesNotHoldAServerThatIsToEnd() throws Exception {
    List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    TestServer server =
        TestServer.start(
            TestServer.limits(TestServer.stopping(SHORT)),
            new Places(8, 8),
            CompletableFuture.completedFuture(TestServer.network()),
            faults::add);
    try (Socket busy = server.connect()) {
      try {
        begin(busy, 9);
        try (Socket gone = server.connect()) {
          begin(gone, 9);
        }
        while (!server.get("/metrics").body().contains("mnistfit_requests_active 2.0")) {
          Thread.onSpinWait();
        }
      } finally {
        server.close(); // or the test would never end
      }
      assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 503 ")
          .contains("The server is shutting down.");
      assertThat(faults).isEmpty(); // a client that goes away is none of the server's
    }
  }

  /** docker stop waits for ten seconds, and then kills; ending Java itself takes some of them. */
  @Test
  void theTimesToEndAreWithinTenSeconds() {
    assertThat(ServerLimits.Times.STANDARD.stop().plus(PictureServer.LAST_WORDS))
        .isLessThanOrEqualTo(Duration.ofSeconds(7));
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

  /**
   * Nobody waits for what a client has asked for that is gone: no picture of it is begun any more.
   */
  @Test
  void whatAClientThatIsGoneHasAskedForIsLeft() throws Exception {
    String part = "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n";
    var form = new ByteArrayOutputStream();
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    for (int i = 0; i < 200; i++) {
      form.writeBytes(part.getBytes(StandardCharsets.US_ASCII));
      form.writeBytes(picture);
      form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    form.writeBytes("--x--\r\n".getBytes(StandardCharsets.US_ASCII));
    try (TestServer server = TestServer.start()) {
      try (Socket gone = server.connect()) {
        gone.setSoLinger(true, 0); // it is reset, as by a program that was killed
        send(
            gone,
            "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x"
                + "\r\nContent-Length: "
                + form.size()
                + "\r\n\r\n");
        gone.getOutputStream().write(form.toByteArray());
        String metrics = "";
        while (!metrics.contains("mnistfit_requests_waiting 1.0")) {
          metrics = server.get("/metrics").body();
        }
      }
      String metrics = "";
      while (!metrics.contains("mnistfit_requests_waiting 0.0")) {
        Thread.sleep(20);
        metrics = server.get("/metrics").body();
      }
      Matcher answered =
          Pattern.compile("mnistfit_pictures_total\\{path=\"/read\",[^}]*} ([0-9]+)")
              .matcher(metrics);
      assertThat(answered.results().mapToInt(one -> Integer.parseInt(one.group(1))).sum())
          .isLessThan(100);
      assertThat(metrics).contains("mnistfit_failures_total 0.0");
    }
  }

  /** A request of which only the header is sent. */
  private static void begin(Socket socket, int length) throws IOException {
    send(
        socket,
        "POST /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + length
            + "\r\n\r\n");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
