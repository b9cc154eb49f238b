package io.github.mnistfit.fitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.image.Thumbnail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProcessFitterTest {
  private static final Path SAMPLE = Path.of("samples/centred.png");

  /** A quarter of them poisonous, two at once. */
  @Test
  void aPictureThatBringsTheProcessDownTakesNoOtherAlong() {
    var answered = new AtomicInteger();
    var fallen = new AtomicInteger();
    try (var workers = fragile(Duration.ofMinutes(1))) {
      IntStream.range(0, 24)
          .parallel()
          .forEach(
              i -> {
                boolean isPoison = i % 4 == 3;
                byte[] picture = {isPoison ? FragileWorker.DIE : (byte) i};
                try {
                  assertThat(workers.fit(picture).image().orElseThrow().at(0, 0)).isEqualTo(i);
                  answered.incrementAndGet();
                } catch (IOException e) {
                  assertThat(isPoison).isTrue();
                  assertThat(e).hasMessage("brings its decoder down");
                  fallen.incrementAndGet();
                }
              });
    }
    assertThat(answered).hasValue(18);
    assertThat(fallen).hasValue(6);
  }

  @Test
  void aPictureThatHangsIsGivenUp() throws IOException {
    try (var workers = fragile(Duration.ofSeconds(3))) {
      assertThatThrownBy(() -> workers.fit(new byte[] {FragileWorker.HANG}))
          .hasMessage("takes longer than 3 seconds");
      assertThat(workers.fit(new byte[] {5}).image()).isPresent();
    }
  }

  @Test
  void aWorkerThatRefusesAPictureGoesOn() throws IOException {
    try (var workers = fragile(Duration.ofMinutes(1))) {
      workers.fit(new byte[] {1});
      List<Long> before = children();
      assertThatThrownBy(() -> workers.fit(new byte[] {FragileWorker.REFUSE}))
          .hasMessage("no picture");
      assertThat(workers.fit(new byte[] {5}).image()).isPresent();
      assertThat(children()).isEqualTo(before);
    }
  }

  /** What the machine's memory killer does, or a person: the picture isn't to blame. */
  @Test
  void aWorkerThatIsKilledLosesNoPicture() throws Exception {
    try (var workers = ProcessFitter.of(Fit.robust(), PixelLimit.STANDARD, false)) {
      var before = workers.source(SAMPLE).fitted(Fit.robust());
      assertThat(before).isPresent();
      for (int i = 0; i < 3; i++) {
        ProcessHandle.current()
            .children()
            .forEach(
                child -> {
                  child.destroyForcibly();
                  child.onExit().join();
                });
        assertThat(workers.source(SAMPLE).fitted(Fit.robust())).isEqualTo(before);
      }
    }
  }

  /** A worker's fit is this process's. */
  @Test
  void fitsAsItIsDoneHere() throws IOException {
    try (var workers = ProcessFitter.of(Fit.robust(), new PixelLimit(200_000), true)) {
      var source = workers.source(SAMPLE);
      try (var picture = source.open(Fit.robust().decoding())) {
        assertThat(source.fitted(Fit.robust())).isEqualTo(Fit.robust().apply(picture));
        assertThat(source.thumbnail()).hasValue(Thumbnail.jpeg(picture));
      }
      assertThatThrownBy(() -> workers.source(Path.of("samples/pencil.jpg")).fitted(Fit.robust()))
          .hasMessageContaining("more than the limit of 200000 pixels");
    }
  }

  /** All that may be at work, and no more when pictures come meanwhile. */
  @Test
  void startsAhead() throws Exception {
    List<Long> before = children();
    try (var workers = fragile(Duration.ofMinutes(1))) {
      workers.startAhead();
      assertThat(workers.fit(new byte[] {5}).image()).isPresent();
      for (int i = 0; i < 200 && childrenBut(before).size() < 2; i++) {
        Thread.sleep(50);
      }
      assertThat(childrenBut(before)).hasSize(2);
    }
  }

  @Test
  void closingWhileWorkersStartEndsThem() throws Exception {
    List<Long> before = children();
    var workers = fragile(Duration.ofMinutes(1));
    workers.startAhead();
    workers.close();
    for (int i = 0; i < 200 && (i < 40 || !childrenBut(before).isEmpty()); i++) {
      Thread.sleep(50);
    }
    assertThat(childrenBut(before)).isEmpty();
  }

  @Test
  void closingEndsTheProcesses() throws Exception {
    var workers = fragile(Duration.ofMinutes(1));
    List<Long> before = children();
    workers.fit(new byte[] {1});
    assertThat(children()).hasSize(before.size() + 1);
    workers.close();
    for (int i = 0; i < 100 && children().size() > before.size(); i++) {
      Thread.sleep(50);
    }
    assertThat(children()).isEqualTo(before);
  }

  /** Those of earlier tests may not have ended yet. */
  private static List<Long> childrenBut(List<Long> before) {
    return children().stream().filter(child -> !before.contains(child)).toList();
  }

  private static List<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
  }

  private static ProcessFitter fragile(Duration patience) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.library.path=" + System.getProperty("java.library.path"),
            "-cp",
            System.getProperty("java.class.path"),
            FragileWorker.class.getName());
    return new ProcessFitter(command, PixelLimit.STANDARD, 2, patience);
  }
}
