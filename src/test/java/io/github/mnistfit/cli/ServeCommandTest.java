package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command, as it is started, asked and ended. */
class ServeCommandTest {
  private static final Path DIGIT = Path.of("samples/thin.jpg");

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

      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        asked.add(client.sendAsync(post(page, "predict"), BodyHandlers.ofString()));
      }
      asked.get(0).get();
      process.destroy();
      long answered = 0;
      for (CompletableFuture<HttpResponse<String>> one : asked) {
        HttpResponse<String> response =
            one.handle((known, failure) -> failure == null ? known : null).get();
        if (response != null) { // else it had not even connected
          assertThat(response.statusCode()).isIn(200, 503);
          answered++;
        }
      }
      assertThat(answered).isPositive();
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
  void aPortThatIsTakenIsTold() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandLineRun run = CommandLineRun.of("serve", "--port", "" + taken.getLocalPort());
      assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(run.err())
          .contains("127.0.0.1 port " + taken.getLocalPort() + " can't be listened on", "--port 0");
    }
  }

  @Test
  void aModelThatIsMissingIsTold() {
    CommandLineRun run = CommandLineRun.of("serve", "--port", "0", "--model", "no-such.zip");
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.err()).isEqualTo("mnistfit: There is no model file no-such.zip.\n");
    assertThat(run.out()).isEmpty();
  }
}
