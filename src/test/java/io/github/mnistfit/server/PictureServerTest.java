package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.mnistfit.image.PictureFiles;
import io.github.mnistfit.server.TestServer.Part;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface over HTTP, asked as programs, browsers and strangers do. One server for all. */
@TestInstance(Lifecycle.PER_CLASS)
class PictureServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Part SHADOW = part("samples/shadow.jpg");

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Part part(String path) {
    try {
      return new Part(Path.of(path).getFileName().toString(), Files.readAllBytes(Path.of(path)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPicturesBytesGetOneObject() throws Exception {
    HttpResponse<String> response = server.post("/predict", TestServer.DIGIT);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode answer = valid(response, "Prediction");
    assertThat(answer.get("digit").intValue()).isEqualTo(4);
    assertThat(answer.get("path").textValue()).isEqualTo("-");
    assertThat(names(answer))
        .containsExactly(
            "path", "digit", "confidence", "probabilities", "fit", "error", "readable");
  }

  /** The address that is printed ends in a slash. */
  @Test
  void aSlashTooManyDoesNotMatter() throws Exception {
    URI address = URI.create(server.address() + "/predict");
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(TestServer.DIGIT)));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(valid(response, "Prediction").get("digit").intValue()).isEqualTo(4);
  }

  @Test
  void aFormGetsALineForEachPictureInOrder() throws Exception {
    String hostile = "<img src=x onerror=alert(1)>";
    HttpResponse<String> response =
        server.send(
            server.form(
                "/predict",
                SHADOW,
                new Part(hostile, "no picture".getBytes(StandardCharsets.UTF_8)),
                part("samples/ruled.jpg")));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/jsonl");
    List<JsonNode> lines = lines(response);
    assertThat(lines)
        .extracting(line -> line.get("path").textValue())
        .containsExactly("shadow.jpg", hostile, "ruled.jpg");
    assertThat(lines)
        .extracting(line -> line.get("digit").asText())
        .containsExactly("4", "null", "9");
    assertThat(lines.get(1).get("error").textValue()).contains("picture");
    assertThat(lines)
        .extracting(line -> line.get("readable").booleanValue())
        .containsExactly(true, false, true);
  }

  @Test
  void stepsAndTheArticlesFitAreThereForWhoAsks() throws Exception {
    JsonNode robust = valid(server.post("/predict?steps=true", SHADOW.bytes()), "Prediction");
    JsonNode article =
        valid(server.post("/predict?steps=true&fit=article", SHADOW.bytes()), "Prediction");
    assertThat(robust.get("digit").intValue()).isEqualTo(4);
    assertThat(article.get("digit").isNull()).as("the article's fit fails in a shadow").isTrue();
    assertThat(robust.get("steps")).hasSizeGreaterThan(article.get("steps").size());
    assertThat(article.get("steps").get(1).get("step").textValue()).isEqualTo("invert");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(SHADOW.bytes()));
    assertThat(robust.get("size"))
        .map(JsonNode::intValue)
        .containsExactly(picture.getWidth(), picture.getHeight());
    assertThat(article.get("size")).isEqualTo(robust.get("size"));
    byte[] png = robust.get("image").binaryValue();
    assertThat(new String(png, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
  }

  @Test
  void readAndFitAnswerToo() throws Exception {
    JsonNode read = valid(server.post("/read", TestServer.DIGIT), "Numbers");
    assertThat(read.get("lines").get(0).get("number").textValue()).isEqualTo("4");
    JsonNode fit = valid(server.post("/fit?steps=true", TestServer.DIGIT), "Fitted");
    assertThat(fit.get("image").binaryValue()).isNotEmpty();
    assertThat(fit.has("digit")).isFalse();
  }

  /** A file tells the size of what lies on its side. */
  @Test
  void theSizeIsThatOfTheUprightPicture() throws Exception {
    byte[] jpeg = SHADOW.bytes();
    byte[] onItsSide = PictureFiles.jpegWithExif(jpeg, PictureFiles.exif(6));
    JsonNode upright = valid(server.post("/fit?steps=true", jpeg), "Fitted").get("size");
    JsonNode turned = valid(server.post("/fit?steps=true", onItsSide), "Fitted");
    assertThat(upright.get(0)).isNotEqualTo(upright.get(1));
    assertThat(turned.get("size"))
        .map(JsonNode::intValue)
        .containsExactly(upright.get(1).intValue(), upright.get(0).intValue());
  }

  /** Reduced for the page it is a square, which has no side to lie on. */
  @Test
  void theSizeOfWhatIsNearlySquareIsThatOfTheUprightPicture() throws Exception {
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1600, 1599, BufferedImage.TYPE_BYTE_GRAY), "jpg", jpeg);
    byte[] onItsSide = PictureFiles.jpegWithExif(jpeg.toByteArray(), PictureFiles.exif(6));
    assertThat(valid(server.post("/fit?steps=true", jpeg.toByteArray()), "Fitted").get("size"))
        .map(JsonNode::intValue)
        .containsExactly(1600, 1599);
    assertThat(valid(server.post("/fit?steps=true", onItsSide), "Fitted").get("size"))
        .map(JsonNode::intValue)
        .containsExactly(1599, 1600);
  }

  /** What the command line says on standard error has its place here, too. */
  @Test
  void aFileOfSeveralPagesSaysSoOrIsReadPageByPage() throws Exception {
    byte[] tiff = TestServer.tiff("samples/shadow.jpg", "samples/ruled.jpg");
    assertThat(valid(server.post("/predict", tiff), "Prediction").get("pages").intValue())
        .isEqualTo(2);
    assertThat(valid(server.post("/read", tiff), "Numbers").get("pages").intValue()).isEqualTo(2);
    assertThat(valid(server.post("/fit", tiff), "Fitted").get("pages").intValue()).isEqualTo(2);

    HttpResponse<String> all = server.post("/predict?pages=true", tiff);
    assertThat(all.headers().firstValue("Content-Type")).hasValue("application/jsonl");
    assertThat(lines(all))
        .extracting(line -> line.get("path").textValue() + " " + line.get("digit"))
        .containsExactly("-#1 4", "-#2 9");
    assertThat(lines(all)).noneMatch(line -> line.has("pages"));
    assertThat(lines(server.send(server.form("/fit?pages=true", new Part("a", tiff), SHADOW))))
        .extracting(line -> line.get("path").textValue())
        .containsExactly("a#1", "a#2", "shadow.jpg");
  }

  /** As a form's pictures; one after the other, each would have a batch of its own. */
  @Test
  void pagesShareBatches() throws Exception {
    String[] pages = Collections.nCopies(40, "samples/centred.png").toArray(String[]::new);
    double least = pages.length;
    // On a busy machine, pages may come so slowly one after the other that none waits for the next.
    for (int tries = 0; tries < 5 && least == pages.length; tries++) {
      double before = batches();
      assertThat(lines(server.post("/predict?pages=true&fit=article", TestServer.tiff(pages))))
          .hasSize(pages.length);
      least = Math.min(least, batches() - before);
    }
    assertThat(least).isBetween(1.0, pages.length - 1.0);
  }

  private double batches() throws Exception {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("mnistfit_network_batches_total "))
        .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
        .sum();
  }

  private static List<JsonNode> lines(HttpResponse<String> response) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : response.body().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void aLeastConfidenceIsObeyed() throws Exception {
    JsonNode answer =
        valid(server.post("/predict?min-confidence=1", TestServer.DIGIT), "Prediction");
    assertThat(answer.get("digit").isNull()).isTrue();
    assertThat(answer.get("error").textValue()).startsWith("confidence under 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/predict", "/read", "/fit"})
  void whatIsNoPictureIsABadRequestWithItsRecord(String path) throws Exception {
    HttpResponse<String> response = server.post(path, new byte[] {1, 2, 3});
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()).get("error").textValue()).contains("picture");
    assertThat(JSON.readTree(response.body()).get("path").textValue()).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /predict?fit=nonsense, 400, fit must be",
    "POST, /predict?stepps=true, 400, no parameter",
    "POST, /predict?steps=yes, 400, steps must be true or false",
    "POST, /read?pages=1, 400, pages must be true or false",
    "POST, /predict?steps=true&steps=true, 400, twice",
    "POST, /read?fit=robust, 400, no parameter",
    "POST, /read?min-confidence=2, 400, from 0 to 1",
    "POST, /predict, 400, no body",
    "GET, /predict, 405, POST",
    "POST, /health, 405, GET",
    "GET, /nothing, 404, openapi.json",
  })
  void whatIsWrongIsToldInASentence(String method, String path, int status, String sentence)
      throws Exception {
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.address().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(valid(response, "Problem").get("error").textValue()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/json, 415",
    "multipart/form-data, 400",
    "multipart/form-data; boundary=x, 400",
    "'multipart/form-data; boundary=\"', 400",
    "multipart/form-data; boundary=a23456789_123456789_123456789_123456789_123456789_123456789_123456789_1, 400",
    "image/png, 200",
    "IMAGE/JPEG; q=1, 200",
  })
  void onlyPicturesAndFormsAreTaken(String type, int status) throws Exception {
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    HttpResponse<String> response =
        server.send(
            HttpRequest.newBuilder(server.address().resolve("/predict"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture)));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).has("error")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://localhost:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
  })
  void anotherSitesPageIsRefused(String header, String value) throws Exception {
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    HttpResponse<String> response =
        server.send(server.posting("/predict", picture).header(header, value));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(valid(response, "Problem").get("error").textValue()).contains("another site");
  }

  /** No browser sends two; whoever does can't hide one behind the other. */
  @ParameterizedTest
  @CsvSource({"Origin, http://localhost, http://evil.example", "Sec-Fetch-Site, none, cross-site"})
  void oneOfTwoHeadersThatIsAnotherSitesIsEnough(String header, String ours, String theirs)
      throws Exception {
    String request =
        "POST /fit HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s: %s\r\n%s: %s\r\n\r\n";
    assertThat(raw(request.formatted(header, ours, header, theirs))).startsWith("HTTP/1.1 403 ");
    assertThat(raw(request.formatted(header, ours, header, ours))).startsWith("HTTP/1.1 400 ");
  }

  /** Jetty took six seconds for 600 kB of them. */
  @Test
  void aFormsPartHasOnlySoLongAHeader() throws Exception {
    assertThat(fit("X: y\r\n".repeat(4000)).statusCode()).isEqualTo(400);
    assertThat(fit("X: y\r\n".repeat(1000)).statusCode()).isEqualTo(200);
  }

  @Test
  void aFormsPartWithoutANameIsCalledAsWhatHasNone() throws Exception {
    assertThat(lines(fit("X: y\r\n")).get(0).get("path").textValue()).isEqualTo("-");
    assertThat(lines(fit("")).get(0).get("path").textValue()).isEqualTo("-");
  }

  /** A form of a part that is no picture. */
  private HttpResponse<String> fit(String partHeader) throws Exception {
    return server.send(
        HttpRequest.newBuilder(server.address().resolve("/fit"))
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(
                HttpRequest.BodyPublishers.ofString("--x\r\n" + partHeader + "\r\nabc\r\n--x--")));
  }

  @Test
  void theServersOwnPageIsNotRefused() throws Exception {
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    String origin = server.address().toString().replaceFirst("/$", "");
    HttpResponse<String> response =
        server.send(
            server
                .posting("/predict", picture)
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin"));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "localhost:9, 200",
    "digits.example, 200",
    "192.168.1.7:8080, 200",
    "[::1], 200",
  })
  void onlyItsOwnNamesAreAnswered(String host, int status) throws Exception {
    assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "POST /predict?a=%zz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
      })
  void whatIsNoHttpIsRefusedAsJson(String request) throws Exception {
    assertThat(raw(request)).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"");
  }

  /** What Jetty refuses before anything here sees it. */
  @ParameterizedTest
  @CsvSource({
    "'GET /health HTTP/1.1', 'X: %s', 431",
    "'GET /health?%s HTTP/1.1', 'X: y', 414",
    "'GET /health HTTP/2.0', 'X: y', 426",
    "'GET /health HTTP/3.0', 'X: y', 505",
    "'GET /health HTTP/1.1', 'Expect: everything', 417",
    "'GET /health%%00 HTTP/1.1', 'X: y', 400",
  })
  void whatJettyRefusesIsToldAsJsonAndNamedInTheDocument(String line, String header, int status)
      throws Exception {
    String request = line + "\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
    try (var socket = server.connect()) {
      socket
          .getOutputStream()
          .write(request.formatted("x".repeat(10_000)).getBytes(StandardCharsets.US_ASCII));
      assertThat(text(socket.getInputStream()))
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("{\"error\":\"The request was refused: ");
    }
    assertThat(server.log()).contains("refused " + status + " 127.0.0.1");
    for (JsonNode path : document().get("paths")) {
      path.forEach(
          method ->
              assertThat(method.get("responses").has(Integer.toString(status)))
                  .as(method.get("operationId").textValue())
                  .isTrue());
    }
  }

  @Test
  void aParameterInAFormAndACompressedBodyAreRefused() throws Exception {
    String part = "--x\r\nContent-Disposition: form-data; name=\"fit\"\r\n\r\narticle\r\n--x--\r\n";
    HttpRequest.Builder form =
        server
            .posting("/predict", part.getBytes(StandardCharsets.UTF_8))
            .setHeader("Content-Type", "multipart/form-data; boundary=x");
    HttpResponse<String> refused = server.send(form);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("behind the path: ?fit=");
    HttpResponse<String> compressed =
        server.send(server.posting("/fit", new byte[9]).header("Content-Encoding", "gzip"));
    assertThat(compressed.statusCode()).isEqualTo(415);
    assertThat(compressed.body()).contains("Content-Encoding");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
    assertThat(
            raw("POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ")
        .contains("larger than");
  }

  /** A client that has said all may close its side, and still gets its answer. */
  @Test
  void aHalfClosedConnectionGetsItsAnswer() throws Exception {
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    try (var socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
                  + "Connection: close\r\nContent-Length: "
                  + picture.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(picture);
      socket.shutdownOutput();
      assertThat(text(socket.getInputStream())).startsWith("HTTP/1.1 200 ").contains("\"digit\":4");
    }
  }

  /** Two hundred clients that never end what they say cost the others nothing. */
  @Test
  void slowClientsKeepNobodyWaiting() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        var socket = server.connect();
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\nabc"
                    .getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(server.post("/predict", TestServer.DIGIT).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void killedWorkersAreReplaced() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    byte[] picture = Files.readAllBytes(TestServer.DIGIT);
    for (int i = 0; i < 20; i++) {
      asked.add(server.sendAsync(server.posting("/predict", picture)));
    }
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    for (CompletableFuture<HttpResponse<String>> one : asked) {
      // One whose workers were all killed is no fault of its client's, and nothing is lost.
      assertThat(one.get().statusCode()).isIn(200, 503);
    }
    assertThat(server.post("/predict", TestServer.DIGIT).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080/",
    "::1, http://[::1]:8080/",
    "[::1], http://[::1]:8080/",
  })
  void anAddressIsWrittenAsBrowsersTakeIt(String host, String address) {
    assertThat(PictureServer.address(host, 8080)).hasToString(address);
  }

  @Test
  void thePageRunsNothingButItsOwnScript() throws Exception {
    HttpResponse<String> page = server.get("/");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe", "http:", "https:");
    Matcher script = Pattern.compile("<script>(.*)</script>", Pattern.DOTALL).matcher(page.body());
    assertThat(script.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(policy).contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash));
    assertThat(page.body()).contains("mnistfit 1.2.3").doesNotContain("{{");
  }

  @Test
  void saysHowItIsAndWhatHasHappened() throws Exception {
    assertThat(valid(server.get("/health"), "Health").get("status").textValue()).isEqualTo("ok");
    server.post("/predict", TestServer.DIGIT);
    HttpResponse<String> metrics = server.get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(metrics.body())
        .containsPattern("mnistfit_http_requests_total\\{path=\"/predict\",status=\"200\"} [1-9]")
        .containsPattern("mnistfit_pictures_total\\{path=\"/predict\",result=\"answered\"} [1-9]")
        .contains("mnistfit_failures_total 0.0", "mnistfit_worker_losses_total");
  }

  /** Each path of the document is there, and each that is there is in it. */
  @Test
  void theDocumentNamesEveryPath() throws Exception {
    JsonNode paths = document().get("paths");
    assertThat(names(paths))
        .containsExactlyInAnyOrder(
            "/", "/predict", "/read", "/fit", "/health", "/metrics", "/openapi.json");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      boolean isGet = path.getValue().has("get");
      int status =
          isGet
              ? server.get(path.getKey()).statusCode()
              : server.post(path.getKey(), TestServer.DIGIT).statusCode();
      assertThat(status).as(path.getKey()).isEqualTo(200);
    }
  }

  private JsonNode document() throws Exception {
    return JSON.readTree(server.get("/openapi.json").body());
  }

  /** A body that is held against its schema in the server's own document. */
  private JsonNode valid(HttpResponse<String> response, String schema) throws Exception {
    ObjectNode root = JSON.createObjectNode();
    root.set("components", document().get("components"));
    root.put("$ref", "#/components/schemas/" + schema);
    JsonNode body = JSON.readTree(response.body());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root)
                .validate(body))
        .as(response.body())
        .isEmpty();
    return body;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private String raw(String request) throws IOException {
    try (var socket = server.connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return text(socket.getInputStream());
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
