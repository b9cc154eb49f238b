package io.github.mnistfit.fitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped with its workers (Ctrl-Z) longer than a picture may take. */
class StoppedProcessTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Fits a picture in this process, or in workers, and prints what came of it. */
  public static void main(String[] arguments) throws Exception {
    try (Fitter fitter =
        arguments[0].equals("workers")
            ? FragileWorker.workers(TIMEOUT)
            : new TimedFitter(new FragileWorker(), TIMEOUT)) {
      Fitted fitted = fitter.fit(PictureSource.of(new byte[] {FragileWorker.WORK}));
      System.out.println(fitted instanceof Fitted.Image ? "answered" : fitted);
    }
  }

  @Test
  @Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
  void itsTimeoutPassesOnlyWhileItRuns(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(
        new ProcessBuilder("kill", "-l").start().waitFor() == 0, "no kill command here");
    List<Process> runs = new ArrayList<>();
    for (String where : List.of("here", "workers")) {
      Path place = Files.createDirectory(folder.resolve(where));
      List<String> command =
          new ArrayList<>(FragileWorker.command(StoppedProcessTest.class.getName()));
      command.add(where);
      var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
      builder.environment().put(FragileWorker.PLACE, place.toString());
      runs.add(builder.start());
      while (!Files.exists(FragileWorker.begun(place))) {
        Thread.sleep(10);
      }
      signal("STOP", runs.get(runs.size() - 1));
    }
    Thread.sleep(TIMEOUT.plusSeconds(1).toMillis());
    for (Process run : runs) {
      signal("CONT", run);
    }
    Thread.sleep(1000); // time enough to find that it is up
    Files.createFile(FragileWorker.go(folder.resolve("here")));
    Files.createFile(FragileWorker.go(folder.resolve("workers")));
    for (Process run : runs) {
      assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualToIgnoringNewLines("answered");
    }
  }

  private static void signal(String name, Process run) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(Stream.of(run.toHandle()), run.descendants())
        .forEach(process -> command.add(Long.toString(process.pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
