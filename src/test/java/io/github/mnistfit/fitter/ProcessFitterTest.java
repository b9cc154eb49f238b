package io.github.mnistfit.fitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFitterTest {
  private static final FitOrder ORDER = FitOrder.of(Fit.standard(), Set.of());

  /** The picture has no part in it. */
  private static final Fitted NO_WORKER =
      new Fitted.Unreadable("a process to decode it in can't be started", true);

  private static final Path SAMPLE = Path.of("samples/centred.png");

  /** {@code src/bench/kill-workers.sh} does a hundred, to the whole process. */
  private static final int ROUNDS = 4;

  private static final Set<Extra> ALL_EXTRAS = Set.of(Extra.values());

  /** A quarter of them poisonous, two at once. */
  @Test
  void aPictureThatCrashesTheProcessTakesNoOtherAlong() throws Exception {
    List<Integer> pictures = IntStream.range(0, 24).boxed().toList();
    List<Integer> answered = new ArrayList<>();
    List<Integer> crashed = new ArrayList<>();
    try (var fitter = fragile(Duration.ofMinutes(1))) {
      fitter.fitAll(
          pictures.iterator(),
          i -> picture(i % 4 == 3 ? FragileWorker.DIE : i),
          (i, fitted) -> {
            if (fitted instanceof Fitted.Image image) {
              assertThat(image.image().at(0, 0)).isEqualTo(i);
              answered.add(i);
            } else {
              assertThat(fitted).isEqualTo(new Fitted.Unreadable("crashes the decoder"));
              crashed.add(i);
            }
          });
    }
    assertThat(answered).hasSize(18).isSorted();
    assertThat(crashed).containsExactly(3, 7, 11, 15, 19, 23);
  }

  @Test
  void aPictureThatHangsIsGivenUp() throws Exception {
    try (var fitter = fragile(Duration.ofSeconds(3))) {
      assertThat(fitter.fit(picture(FragileWorker.HANG)))
          .isEqualTo(new Fitted.Unreadable("takes longer than 3 seconds"));
      assertThat(fitter.fit(picture(5))).isInstanceOf(Fitted.Image.class);
    }
  }

  @Test
  void aWorkerThatRefusesAPictureGoesOn() throws Exception {
    try (var fitter = fragile(Duration.ofMinutes(1))) {
      fitter.fit(picture(1));
      List<Long> before = children();
      assertThat(fitter.fit(picture(FragileWorker.REFUSE)))
          .isEqualTo(new Fitted.Unreadable("no picture"));
      assertThat(fitter.fit(picture(5))).isInstanceOf(Fitted.Image.class);
      assertThat(children()).isEqualTo(before);
    }
  }

  /** Both idle workers are gone: the second attempt must not meet the other dead one. */
  @Test
  void anInnocentPictureSurvivesTheDeathOfAllIdleWorkers() throws Exception {
    try (var fitter = fragile(Duration.ofMinutes(1))) {
      List<Long> before = children();
      fitter.startAhead();
      while (childrenBut(before).size() < 2) {
        Thread.sleep(50);
      }
      assertThat(fitter.fit(picture(1))).isInstanceOf(Fitted.Image.class);
      killAll(childrenBut(before));
      assertThat(fitter.fit(picture(2))).isInstanceOf(Fitted.Image.class);
    }
  }

  /**
   * A signal to any worker at any moment: no answer is invented, and none is lost. That of a
   * picture whose worker was stopped comes when its time is up.
   */
  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "STOP"})
  void aSignalToAWorkerLosesNoAnswer(String signal) throws Exception {
    Assumptions.assumeTrue(
        new ProcessBuilder("kill", "-l").start().waitFor() == 0, "no kill command here");
    var random = new Random(1);
    List<Long> others = children();
    for (int round = 0; round < ROUNDS; round++) {
      try (var fitter = fragile(Duration.ofSeconds(4))) {
        fitter.startAhead();
        int delay = random.nextInt(1000);
        int chosen = random.nextInt(2);
        var sender =
            CompletableFuture.runAsync(
                () -> sendToOne(signal, others, chosen),
                CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS));
        for (int i = 0; i < 100 || !sender.isDone(); i++) {
          Fitted fitted = fitter.fit(picture(i % 100));
          assertThat(fitted).isInstanceOf(Fitted.Image.class);
          assertThat(((Fitted.Image) fitted).image().at(0, 0)).isEqualTo(i % 100);
        }
        sender.join();
      }
    }
  }

  private static void sendToOne(String signal, List<Long> others, int chosen) {
    List<Long> workers = childrenBut(others);
    if (!workers.isEmpty()) {
      String pid = Long.toString(workers.get(chosen % workers.size()));
      try {
        new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** On a busy machine signals come faster than workers start: two of them are no crash. */
  @Test
  void aPictureWhoseWorkersAreKilledIsTriedOftenerThanOneThatCrashesThem() throws Exception {
    List<Long> before = children();
    try (var fitter = fragile(Duration.ofMinutes(1))) {
      var fitted = CompletableFuture.supplyAsync(() -> fit(fitter, FragileWorker.HANG));
      Set<Long> killed = new HashSet<>();
      while (!fitted.isDone()) {
        List<Long> workers = childrenBut(before);
        killAll(workers);
        killed.addAll(workers);
        Thread.sleep(20);
      }
      assertThat(fitted.join()).isEqualTo(NO_WORKER);
      assertThat(killed).hasSizeGreaterThan(4);
    }
  }

  private static Fitted fit(Fitter fitter, byte first) {
    try {
      return fitter.fit(picture(first));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWorkerThatIsNeverReadyIsGivenUp() throws Exception {
    List<String> command = new ArrayList<>(FragileWorker.command(FragileWorker.class.getName()));
    command.add("never ready");
    try (var fitter = new ProcessFitter(command, ORDER, 1, Duration.ofSeconds(1))) {
      assertThat(fitter.fit(picture(1))).isEqualTo(NO_WORKER);
    }
  }

  @Test
  void aWorkerThatCannotStartHasAReason() throws Exception {
    try (var fitter = FragileWorker.neverReady()) {
      assertThat(fitter.fit(picture(1))).isEqualTo(NO_WORKER);
    }
  }

  @Test
  void aWorkerThatItsArchiveCrashesStartsWithoutOne() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c"));
    command.add("case $0 in *broken) exit 134 ;; esac; exec \"$@\"");
    command.add("-XX:SharedArchiveFile=broken");
    command.addAll(ProcessFitter.command(FitWorker.arguments(PixelLimit.STANDARD)));
    try (var fitter = new ProcessFitter(command, ORDER, 1, Duration.ofMinutes(1))) {
      assertThat(fitter.fit(PictureSource.of(Files.readAllBytes(Path.of("samples/thin.jpg")))))
          .isInstanceOf(Fitted.Image.class);
    }
  }

  @Test
  void aProgramThatIsMissingIsNoFaultOfThePicture() throws Exception {
    try (var fitter =
        new ProcessFitter(List.of("no such program"), ORDER, 1, Duration.ofMinutes(1))) {
      assertThat(fitter.fit(picture(1))).isEqualTo(NO_WORKER);
      assertThat(fitter.segment(picture(1), images -> new boolean[images.size()]))
          .isEqualTo(NO_WORKER);
    }
  }

  @Test
  void theJudgeIsAskedAcrossTheProcesses() throws Exception {
    try (var fitter = fragile(Duration.ofMinutes(1))) {
      var segmented =
          fitter.segment(
              picture(FragileWorker.ASK),
              images -> new boolean[] {images.get(0).at(0, 0) == 2, images.get(1).at(0, 0) == 2});
      assertThat(segmented).isEqualTo(new Fitted.Unreadable("false true"));
    }
  }

  /** What the machine's memory killer does, or a person: the picture isn't to blame. */
  @Test
  void aWorkerThatIsKilledLosesNoPicture() throws Exception {
    try (var fitter = ProcessFitter.start(Fit.robust(), PixelLimit.STANDARD, Set.of())) {
      var before = fitter.fit(PictureSource.of(SAMPLE));
      assertThat(before).isInstanceOf(Fitted.Image.class);
      for (int i = 0; i < 3; i++) {
        killAll(children());
        assertThat(fitter.fit(PictureSource.of(SAMPLE))).isEqualTo(before);
      }
    }
  }

  /** Ctrl-\, or whoever looks for what hangs: a JVM lists its threads, and not as an answer. */
  @Test
  void aWorkerThatIsAskedForItsThreadsGoesOn() throws Exception {
    List<Long> others = children();
    try (var fitter = ProcessFitter.start(Fit.robust(), PixelLimit.STANDARD, Set.of())) {
      var before = fitter.fit(PictureSource.of(SAMPLE));
      for (int i = 0; i < 5; i++) {
        for (long pid : childrenBut(others)) {
          new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
        }
        Thread.sleep(200);
        assertThat(fitter.fit(PictureSource.of(SAMPLE))).isEqualTo(before);
      }
      assertThat(fitter.losses()).isZero();
    }
  }

  @Test
  void aFailureWithoutAMessageHasAReason() throws Exception {
    PictureSource silent =
        () -> {
          throw new IOException();
        };
    var reason = new Fitted.Unreadable("can't be read");
    assertThat(new LocalFitter(Fit.standard()).fit(silent)).isEqualTo(reason);
    assertThat(new TimedFitter(new LocalFitter(Fit.standard())).fit(silent)).isEqualTo(reason);
    try (var fitter = fragile(Duration.ofMinutes(1))) {
      assertThat(fitter.fit(silent)).isEqualTo(reason);
      assertThat(fitter.segment(silent, images -> new boolean[0])).isEqualTo(reason);
    }
  }

  /**
   * A worker's standard input stays open here, as a picture in work would keep it from being read:
   * it must see for itself that the process that started it was killed.
   */
  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void aWorkerEndsWithItsParent() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "exec 3<&0; \"$@\" <&3 & wait", "sh"));
    command.addAll(ProcessFitter.command(FitWorker.arguments(PixelLimit.STANDARD)));
    Process parent = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    assertThat(parent.getInputStream().read()).isEqualTo(WorkerProtocol.READY);
    parent.toHandle().destroyForcibly();
    assertThat(parent.getInputStream().read()).as("the end of the last that writes").isEqualTo(-1);
    parent.getOutputStream().close();
  }

  /** A worker's results, of either kind and with all extras, are this process's. */
  @Test
  void fitsAsItIsDoneHere() throws Exception {
    var limit = new PixelLimit(200_000);
    var here = new LocalFitter(Fit.robust(), limit, ALL_EXTRAS);
    try (var fitter = ProcessFitter.start(Fit.robust(), limit, ALL_EXTRAS)) {
      var fitted = (Fitted.Image) fitter.fit(PictureSource.of(SAMPLE));
      var expected = (Fitted.Image) here.fit(PictureSource.of(SAMPLE));
      assertThat(fitted.image()).isEqualTo(expected.image());
      assertThat(fitted.extras().thumbnail().orElseThrow())
          .isEqualTo(expected.extras().thumbnail().orElseThrow());
      assertThat(fitted.extras().steps()).isNotEmpty().isEqualTo(expected.extras().steps());

      PictureSource thin = PictureSource.of(Path.of("samples/thin.jpg"));
      DigitTest test = images -> new boolean[images.size()];
      assertThat(fitter.segment(thin, test)).isEqualTo(here.segment(thin, test));
      assertThat(((Segmented.Lines) fitter.segment(thin, test)).lines()).isNotEmpty();

      PictureSource tooLarge = PictureSource.of(Path.of("samples/pencil.jpg"));
      assertThat(fitter.fit(tooLarge)).isEqualTo(here.fit(tooLarge));
      assertThat(((Fitted.Unreadable) fitter.fit(tooLarge)).reason())
          .contains("more than the limit of 200000 pixels");
    }
  }

  /** All that may be at work, and no more when pictures come meanwhile. */
  @Test
  void startsAhead() throws Exception {
    List<Long> before = children();
    try (var fitter = fragile(Duration.ofMinutes(1))) {
      fitter.startAhead();
      assertThat(fitter.fit(picture(5))).isInstanceOf(Fitted.Image.class);
      for (int i = 0; i < 200 && childrenBut(before).size() < 2; i++) {
        Thread.sleep(50);
      }
      assertThat(childrenBut(before)).hasSize(2);
    }
  }

  @Test
  void closingWhileWorkersStartEndsThem() throws Exception {
    List<Long> before = children();
    var fitter = fragile(Duration.ofMinutes(1));
    fitter.startAhead();
    fitter.close();
    for (int i = 0; i < 200 && (i < 40 || !childrenBut(before).isEmpty()); i++) {
      Thread.sleep(50);
    }
    assertThat(childrenBut(before)).isEmpty();
  }

  @Test
  void closingEndsTheProcesses() throws Exception {
    var fitter = fragile(Duration.ofMinutes(1));
    List<Long> before = children();
    fitter.fit(picture(1));
    assertThat(childrenBut(before)).hasSize(1);
    fitter.close();
    for (int i = 0; i < 100 && !childrenBut(before).isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(childrenBut(before)).isEmpty();
  }

  private static PictureSource picture(int first) {
    return PictureSource.of(new byte[] {(byte) first});
  }

  private static void killAll(List<Long> processes) throws Exception {
    for (long pid : processes) {
      ProcessHandle process = ProcessHandle.of(pid).orElse(null);
      if (process != null) {
        process.destroyForcibly();
        process.onExit().get(1, TimeUnit.MINUTES);
      }
    }
  }

  /** Those of earlier tests may not have ended yet. */
  private static List<Long> childrenBut(List<Long> before) {
    return children().stream().filter(child -> !before.contains(child)).toList();
  }

  private static List<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
  }

  private static ProcessFitter fragile(Duration timeout) {
    return FragileWorker.workers(timeout);
  }
}
