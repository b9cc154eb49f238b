package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.cli.option.ListenOptions;
import io.github.mnistfit.server.ServerLimits;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command, as it is started, asked and ended. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // or a server that is broken would be waited for
class ServeCommandTest {
  private static final Path DIGIT = Path.of("samples/thin.jpg");

  @TempDir private Path folder;

  /** It answers what the command line prints, and a SIGTERM lets it finish what it has. */
  @Test
  void answersWhatThePictureCommandsPrintAndEndsWhenItIsTold() throws Exception {
    Process process = start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      URI page = URI.create(out.readLine());
      var client = HttpClient.newHttpClient();
      String predicted = client.send(post(page, "predict"), BodyHandlers.ofString()).body();
      assertThat(predicted)
          .isEqualTo(withoutPath(CommandLineRun.of("predict", "--json", DIGIT.toString()).out()));
      String read = client.send(post(page, "read"), BodyHandlers.ofString()).body();
      assertThat(read)
          .isEqualTo(withoutPath(CommandLineRun.of("read", "--json", DIGIT.toString()).out()));

      CommandLineRun.of("fit", "-o", folder.toString(), DIGIT.toString());
      String fitted = client.send(post(page, "fit"), BodyHandlers.ofString()).body();
      assertThat(new ObjectMapper().readTree(fitted).get("image").binaryValue())
          .isEqualTo(Files.readAllBytes(folder.resolve("thin.jpg.png")));

      byte[] picture = Files.readAllBytes(DIGIT);
      try (var busy = new Socket(page.getHost(), page.getPort())) {
        OutputStream request = busy.getOutputStream();
        request.write(
            ("POST /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + picture.length
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        HttpRequest metrics = HttpRequest.newBuilder(page.resolve("metrics")).build();
        // This one and that which asks.
        while (!client
            .send(metrics, BodyHandlers.ofString())
            .body()
            .contains("mnistfit_requests_active 2.0")) {
          Thread.sleep(10);
        }
        process.destroy();
        request.write(picture);
        assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 200 ")
            .endsWith(predicted);
      }
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-Djava.library.path=" + System.getProperty("java.library.path"),
            "-Dorg.bytedeco.javacpp.pathsFirst=true",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--port",
            "0")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static HttpRequest post(URI page, String command) throws Exception {
    return HttpRequest.newBuilder(page.resolve(command))
        .header("Content-Type", "image/jpeg")
        .POST(BodyPublishers.ofFile(DIGIT))
        .build();
  }

  private static String withoutPath(String record) {
    return record.replace(DIGIT.toString(), "-");
  }

  @ParameterizedTest
  @CsvSource({
    "--port 99999, --port must be from 0 to 65535.",
    "--max-pixels 0, --max-pixels must be at least 1.",
    "--max-per-address 0, --max-per-address must be at least 1.",
    "--allow-host a.example:8443, '--allow-host takes a host name without scheme and port, not a.example:8443.'",
    "--host no-such-host.invalid, --host: there is no address no-such-host.invalid.",
  })
  void wrongUsageIsTold(String arguments, String complaint) {
    List<String> line = new ArrayList<>(List.of("serve"));
    line.addAll(List.of(arguments.split(" ")));
    CommandLineRun run = CommandLineRun.of(line.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).startsWith("mnistfit: " + complaint);
  }

  @Test
  void theRequestsOfOneAddressCanBeSet() {
    var options = new ListenOptions(null);
    new CommandLine(
            CommandSpec.create().addMixin("listen", CommandSpec.forAnnotatedObject(options)))
        .parseArgs("--max-per-address", "7");
    assertThat(options.limits()).isEqualTo(ServerLimits.standard().withWaitingOfOne(7));
    assertThat(options.limits().waitingOfOne()).isEqualTo(7);
  }

  @Test
  void aPortThatIsTakenIsTold() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandLineRun run = CommandLineRun.of("serve", "--port", "" + taken.getLocalPort());
      assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(run.err())
          .contains("127.0.0.1 port " + taken.getLocalPort() + " can't be listened on", "--port 0");
    }
  }

  /** An address that is kept for documentation. */
  @Test
  void anotherMachinesAddressIsTold() {
    CommandLineRun run = CommandLineRun.of("serve", "--host", "192.0.2.1", "--port", "0");
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.err())
        .contains("192.0.2.1 port 0 can't be listened on: it is no address of this machine.");
  }

  @Test
  void aModelThatIsMissingIsTold() {
    CommandLineRun run = CommandLineRun.of("serve", "--port", "0", "--model", "no-such.zip");
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.err()).isEqualTo("mnistfit: There is no model file no-such.zip.\n");
    assertThat(run.out()).isEmpty();
  }
}
