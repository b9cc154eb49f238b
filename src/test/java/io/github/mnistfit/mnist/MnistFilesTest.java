package io.github.mnistfit.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.mnist.MirrorServer.Behaviour;
import io.github.mnistfit.mnist.MnistMirrors.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MnistFilesTest {
  private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final FakeMnist fake = FakeMnist.of(1);

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsTheFolderGivenPlainOrGzipped(boolean gzipped) throws Exception {
    fake.writeTo(temporary, gzipped);
    MnistFiles files = files(Optional.of(temporary), Map.of(), List.of());
    assertThat(files.training()).isEqualTo(fake.training());
    assertThat(files.test()).isEqualTo(fake.test());
  }

  @Test
  void prefersTheOptionToTheVariableToTheCache() throws Exception {
    Path other = temporary.resolve("other");
    FakeMnist.of(2).writeTo(other, false);
    fake.writeTo(temporary.resolve("right"), false);
    Path right = temporary.resolve("right");
    FakeMnist.of(3).writeTo(cache(), false);

    Map<String, String> otherVariable = variables("MNISTFIT_DATA", other.toString());
    assertThat(files(Optional.of(right), otherVariable, List.of()).training())
        .isEqualTo(fake.training());
    Map<String, String> rightVariable = variables("MNISTFIT_DATA", right.toString());
    assertThat(files(Optional.empty(), rightVariable, List.of()).training())
        .isEqualTo(fake.training());
  }

  @Test
  void namesTheWrongFileOfTheFolderGivenAndBothChecksums() throws Exception {
    fake.writeTo(temporary, false);
    Path wrong = temporary.resolve("t10k-images-idx3-ubyte");
    Files.write(wrong, FakeMnist.of(2).bytes("t10k-images-idx3-ubyte"));
    MnistFiles files = files(Optional.of(temporary), Map.of(), List.of());
    assertThat(files.training()).hasSize(5);
    assertThatThrownBy(files::test)
        .isInstanceOf(MnistDataException.class)
        .hasMessageContainingAll(
            wrong.toString(),
            fake.set().testImages().sha256(),
            FakeMnist.of(2).set().testImages().sha256(),
            "without --data");
  }

  @Test
  void saysThatAFileOfTheFolderGivenEndsEarly() throws Exception {
    fake.writeTo(temporary, true);
    Path cut = temporary.resolve("train-images-idx3-ubyte.gz");
    Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThatThrownBy(() -> files(Optional.of(temporary), Map.of(), List.of()).training())
        .isInstanceOf(MnistDataException.class)
        .hasMessageContainingAll(cut.toString(), "it can't be unpacked");
  }

  @Test
  void saysWhatIsMissingInTheFolderGiven() throws Exception {
    Path absent = temporary.resolve("absent");
    Map<String, String> variables = variables("MNISTFIT_DATA", absent.toString());
    assertThatThrownBy(() -> files(Optional.empty(), variables, List.of()).test())
        .isInstanceOf(MnistDataException.class)
        .hasMessageStartingWith("There is no folder " + absent + ", which MNISTFIT_DATA names.")
        .hasMessageContaining("train-labels-idx1-ubyte");
    Files.createDirectories(absent);
    assertThatThrownBy(() -> files(Optional.empty(), variables, List.of()).test())
        .isInstanceOf(MnistDataException.class)
        .hasMessageContaining("neither t10k-labels-idx1-ubyte nor t10k-labels-idx1-ubyte.gz");
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIPPED", "PLAIN", "REDIRECTING"})
  void downloadsOnceAndKeepsTheFiles(Behaviour behaviour) throws Exception {
    try (var mirror = new MirrorServer(behaviour, fake)) {
      List<URI> mirrors = List.of(mirror.uri());
      assertThat(files(Optional.empty(), variables(), mirrors).training())
          .isEqualTo(fake.training());
      assertThat(cached())
          .containsExactly("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz");
      int requests = mirror.requests();
      assertThat(files(Optional.empty(), variables(), mirrors).training())
          .isEqualTo(fake.training());
      assertThat(mirror.requests()).isEqualTo(requests);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"GZIPPED", "PLAIN", "REDIRECTING"},
      mode = Mode.EXCLUDE)
  void goesOnToTheNextMirror(Behaviour behaviour) throws Exception {
    try (var bad = new MirrorServer(behaviour, fake);
        var good = new MirrorServer(Behaviour.GZIPPED, fake)) {
      MnistFiles files = files(Optional.empty(), variables(), List.of(bad.uri(), good.uri()));
      assertThat(files.test()).isEqualTo(fake.test());
      assertThat(bad.requests()).isPositive();
      assertThat(cached())
          .containsExactly("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"GZIPPED", "PLAIN", "REDIRECTING"},
      mode = Mode.EXCLUDE)
  void namesTheMirrorsWithTheirReasonsAndLeavesNothing(Behaviour behaviour) throws Exception {
    URI closed;
    try (var gone = new MirrorServer(Behaviour.GZIPPED, fake)) {
      closed = gone.uri();
    }
    try (var bad = new MirrorServer(behaviour, fake)) {
      MnistFiles files = files(Optional.empty(), variables(), List.of(bad.uri(), closed));
      assertThatThrownBy(files::training)
          .isInstanceOf(MnistDataException.class)
          .hasMessageContaining(bad.uri() + "train-labels-idx1-ubyte.gz: ")
          .hasMessageContaining(behaviour.reason)
          .hasMessageContaining(closed + "train-labels-idx1-ubyte.gz: no connection")
          .hasMessageContainingAll("put them into a folder", "--data DIR", "MNISTFIT_DATA");
      assertThat(cached()).isEmpty();
    }
  }

  @Test
  void replacesADamagedFileOfTheCache() throws Exception {
    fake.writeTo(cache(), true);
    Files.write(cache().resolve("train-images-idx3-ubyte.gz"), new byte[] {1, 2, 3});
    try (var mirror = new MirrorServer(Behaviour.GZIPPED, fake)) {
      assertThat(files(Optional.empty(), variables(), List.of(mirror.uri())).training())
          .isEqualTo(fake.training());
      assertThat(mirror.requests()).isEqualTo(1);
    }
    assertThat(files(Optional.empty(), variables(), List.of()).training())
        .isEqualTo(fake.training());
  }

  @Test
  void worksWithoutACacheThatCanBeWritten() throws Exception {
    Files.writeString(temporary.resolve("mnistfit"), "a file where the folder would be");
    List<Path> reported = new ArrayList<>();
    var listener =
        new Recorder() {
          @Override
          public void notCached(Path folder) {
            reported.add(folder);
          }
        };
    try (var mirror = new MirrorServer(Behaviour.GZIPPED, fake)) {
      MnistFiles files =
          MnistFiles.of(
              Optional.empty(), variables(), List.of(mirror.uri()), listener, fake.set(), SHORT);
      assertThat(files.training()).isEqualTo(fake.training());
    }
    assertThat(reported).containsOnly(cache()).hasSize(2);
  }

  @Test
  void severalMayFillTheCacheAtOnce() throws Exception {
    var threads = Executors.newFixedThreadPool(4);
    try (var mirror = new MirrorServer(Behaviour.GZIPPED, fake)) {
      Callable<List<LabelledImage>> task =
          () -> files(Optional.empty(), variables(), List.of(mirror.uri())).training();
      for (var result : threads.invokeAll(Collections.nCopies(8, task))) {
        assertThat(result.get()).isEqualTo(fake.training());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(cached())
        .containsExactly("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz");
  }

  @Test
  void ignoresARelativeCacheFolder() throws Exception {
    fake.writeTo(temporary.resolve(".cache").resolve("mnistfit").resolve("mnist"), true);
    Map<String, String> variables =
        Map.of("XDG_CACHE_HOME", "relative", "HOME", temporary.toString());
    assertThat(files(Optional.empty(), variables, List.of()).test()).isEqualTo(fake.test());
  }

  @Test
  void tellsHowTheDownloadGoes() throws Exception {
    var listener = new Recorder();
    try (var bad = new MirrorServer(Behaviour.NOT_FOUND, fake);
        var good = new MirrorServer(Behaviour.GZIPPED, fake)) {
      MnistFiles.of(
              Optional.empty(),
              variables(),
              List.of(bad.uri(), good.uri()),
              listener,
              fake.set(),
              SHORT)
          .test();
      int size = FakeMnist.gzipped(fake.bytes("t10k-labels-idx1-ubyte")).length;
      assertThat(listener.events)
          .startsWith(
              "started " + bad.uri() + "t10k-labels-idx1-ubyte.gz",
              "ended",
              "started " + good.uri() + "t10k-labels-idx1-ubyte.gz",
              "received " + size + " of " + size,
              "ended");
    }
  }

  @Test
  void stopsWhenTheThreadIsInterrupted() throws Exception {
    try (var mirror = new MirrorServer(Behaviour.SILENT, fake)) {
      MnistFiles files = files(Optional.empty(), variables(), List.of(mirror.uri()));
      Thread.currentThread().interrupt();
      assertThatThrownBy(files::test)
          .isInstanceOf(MnistDataException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void publicMirrorsAreFoldersAndEncrypted() {
    assertThat(MnistFiles.PUBLIC_MIRRORS)
        .hasSizeGreaterThan(1)
        .allMatch(mirror -> mirror.toString().matches("https://.+/"));
  }

  @Test
  void readsMnistItself() throws Exception {
    Path folder = SharedFolder.require("mnist");
    MnistFiles files =
        MnistFiles.of(Optional.of(folder), Map.of(), List.of(), DownloadListener.NONE);
    List<LabelledImage> training = files.training();
    assertThat(training).hasSize(60_000);
    assertThat(training.stream().limit(5).map(LabelledImage::label)).containsExactly(5, 0, 4, 1, 9);
    assertThat(files.test()).hasSize(10_000);
    assertThat(files.checksums()).hasSize(4).containsKey("train-images-idx3-ubyte");
  }

  private MnistFiles files(Optional<Path> folder, Map<String, String> variables, List<URI> mirrors)
      throws Exception {
    return MnistFiles.of(folder, variables, mirrors, DownloadListener.NONE, fake.set(), SHORT);
  }

  private Map<String, String> variables() {
    return Map.of("XDG_CACHE_HOME", temporary.toString());
  }

  private Map<String, String> variables(String name, String value) {
    return Map.of("XDG_CACHE_HOME", temporary.toString(), name, value);
  }

  private Path cache() {
    return temporary.resolve("mnistfit").resolve("mnist");
  }

  private List<String> cached() throws IOException {
    if (!Files.exists(cache())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static class Recorder implements DownloadListener {
    final List<String> events = new ArrayList<>();

    @Override
    public void started(URI source) {
      events.add("started " + source);
    }

    @Override
    public void received(long bytes, long total) {
      events.add("received " + bytes + " of " + total);
    }

    @Override
    public void ended() {
      events.add("ended");
    }

    @Override
    public void notCached(Path folder) {
      events.add("not cached");
    }
  }
}
