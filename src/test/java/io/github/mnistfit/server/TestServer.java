package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.network.DigitNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

/** A server on a free port, with the networks that are shipped, and a client. */
public final class TestServer implements AutoCloseable {
  static final Path DIGIT = Path.of("samples/thin.jpg");
  static final String BOUNDARY = "between-pictures";

  private static final JsonNode DOCUMENT = document();

  private final PictureServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private final Queue<String> log;

  private TestServer(PictureServer server, Queue<String> log) {
    this.server = server;
    this.log = log;
  }

  /** What was logged so far. */
  List<String> log() {
    return List.copyOf(log);
  }

  /** A server with the limits that are used if nothing else is said. */
  public static TestServer start() throws IOException {
    return start(ServerLimits.standard());
  }

  static TestServer start(ServerLimits limits) throws IOException {
    return start(limits, new Places(limits.waiting(), limits.waitingOfOne()));
  }

  static TestServer start(ServerLimits limits, Places places) throws IOException {
    return start(limits, places, CompletableFuture.completedFuture(network()), fault -> {});
  }

  private static JsonNode document() {
    try {
      return new ObjectMapper().readTree(Page.resource("openapi.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The shipped network. */
  static DigitNetwork network() throws IOException {
    return DigitNetwork.load(Path.of("models/default.zip"));
  }

  static TestServer start(
      ServerLimits limits,
      Places places,
      CompletableFuture<DigitNetwork> network,
      Consumer<Throwable> faults)
      throws IOException {
    var recognition =
        new Recognition(
            network,
            Optional.of(Path.of("models/ink.zip")),
            Optional.of(Path.of("models/page-ink.zip")),
            new PixelLimit(4_000_000),
            limits.times());
    return start(limits, places, recognition, faults);
  }

  /** A server with workers that are given, and with no network for ink. */
  static TestServer start(ServerLimits limits, ProcessFitter workers) throws IOException {
    return start(
        limits,
        new Places(limits.waiting(), limits.waitingOfOne()),
        new Recognition(
            workers,
            CompletableFuture.completedFuture(network()),
            Optional.empty(),
            Optional.empty(),
            limits.times()),
        fault -> {});
  }

  private static TestServer start(
      ServerLimits limits, Places places, Recognition recognition, Consumer<Throwable> faults)
      throws IOException {
    Queue<String> log = new ConcurrentLinkedQueue<>();
    return new TestServer(
        PictureServer.start(
            new PictureServer.Settings(
                "127.0.0.1", 0, Set.of("digits.example"), "1.2.3", limits, log::add, faults),
            recognition,
            places),
        log);
  }

  /** Standard limits with other times. */
  static ServerLimits limits(ServerLimits.Times times) {
    ServerLimits standard = ServerLimits.standard();
    return new ServerLimits(
        standard.bytes(),
        standard.buffered(),
        standard.pictures(),
        standard.waiting(),
        standard.waitingOfOne(),
        standard.connections(),
        times);
  }

  static ServerLimits.Times times(Duration idle, Duration body) {
    ServerLimits.Times standard = ServerLimits.Times.STANDARD;
    return new ServerLimits.Times(
        idle,
        body,
        standard.waiting(),
        standard.picture(),
        standard.work(),
        standard.writing(),
        standard.stop());
  }

  /** Standard times with another one for what is in work when the server is to end. */
  static ServerLimits.Times stopping(Duration stop) {
    ServerLimits.Times standard = ServerLimits.Times.STANDARD;
    return new ServerLimits.Times(
        standard.idle(),
        standard.body(),
        standard.waiting(),
        standard.picture(),
        standard.work(),
        standard.writing(),
        stop);
  }

  /** A TIFF file with a page for each picture. */
  static byte[] tiff(String... pictures) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (String picture : pictures) {
        writer.writeToSequence(
            new IIOImage(ImageIO.read(Path.of(picture).toFile()), null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Where the page is. */
  public URI address() {
    return server.address();
  }

  PictureServer server() {
    return server;
  }

  /** A connection on which anything can be said. */
  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), address().getPort());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address().resolve(path)));
  }

  HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
    return send(posting(path, body));
  }

  HttpResponse<String> post(String path, Path picture) throws IOException, InterruptedException {
    return post(path, Files.readAllBytes(picture));
  }

  HttpRequest.Builder posting(String path, byte[] body) {
    return HttpRequest.newBuilder(address().resolve(path))
        .header("Content-Type", "application/octet-stream")
        .POST(BodyPublishers.ofByteArray(body));
  }

  /** Sends a request; the server's document must name the status of its answer. */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    String method = response.request().method().toLowerCase(Locale.ROOT);
    JsonNode path = DOCUMENT.get("paths").get(response.uri().getPath());
    if (path != null && path.has(method)) {
      assertThat(path.get(method).get("responses").has(Integer.toString(response.statusCode())))
          .as("%s answers %s, as the document says", response.uri(), response.statusCode())
          .isTrue();
    }
    return response;
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** A form of pictures. */
  HttpRequest.Builder form(String path, Part... parts) {
    byte[][] chunks = new byte[3 * parts.length + 1][];
    for (int i = 0; i < parts.length; i++) {
      chunks[3 * i] =
          "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
              .formatted(BOUNDARY, parts[i].name())
              .getBytes(StandardCharsets.UTF_8);
      chunks[3 * i + 1] = parts[i].bytes();
      chunks[3 * i + 2] = "\r\n".getBytes(StandardCharsets.UTF_8);
    }
    chunks[3 * parts.length] = ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(address().resolve(path))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArrays(List.of(chunks)));
  }

  /** A file of a form. */
  static final class Part {
    private final String name;
    private final byte[] bytes;

    Part(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    String name() {
      return name;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
