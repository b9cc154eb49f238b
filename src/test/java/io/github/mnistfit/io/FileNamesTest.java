package io.github.mnistfit.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @TempDir private Path folder;

  @Test
  void anyBytesComeBack() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      assertThat(FileNames.encode(FileNames.decode(bytes))).isEqualTo(bytes);
    }
    // What surrogates would be in UTF-8 is three bytes that aren't.
    byte[] surrogate = {'a', (byte) 0xed, (byte) 0xb3, (byte) 0xa9, 'b'};
    assertThat(FileNames.decode(surrogate)).isEqualTo("a\udced\udcb3\udca9b");
    assertThat(FileNames.encode("a\udced\udcb3\udca9b")).isEqualTo(surrogate);
  }

  @Test
  void textIsItself() {
    String text = "zé 数 😀.png";
    assertThat(FileNames.hasBytes(text)).isFalse();
    assertThat(FileNames.decode(FileNames.encode(text))).isEqualTo(text);
    assertThat(FileNames.path(text)).isEqualTo(Path.of(text));
    assertThat(FileNames.of(Path.of(text))).isEqualTo(text);
  }

  @Test
  void aFileOfSuchANameIsFound() throws Exception {
    assumeTrue(File.separatorChar == '/', "a system of bytes in names");
    String name = folder + "/%41 ü\udcff.png";
    Path file = FileNames.path(name);
    Files.writeString(file, "seven");
    try (Stream<Path> listed = Files.list(folder)) {
      assertThat(listed.map(FileNames::of)).containsExactly(name);
    }
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(FileNames.of(file)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\udce9.png", "./a\udce9.png", "../b/a\udce9.png", "\udce9/\ufffd", "/a/\udce9"})
  void aPathStaysAsItIs(String name) {
    assumeTrue(File.separatorChar == '/', "a system of bytes in names");
    assertThat(FileNames.of(FileNames.path(name))).isEqualTo(name);
    assertThat(FileNames.path(name).isAbsolute()).isEqualTo(name.startsWith("/"));
  }

  @Test
  void nulIsNoName() {
    assertThatThrownBy(() -> FileNames.path("a\udce9\0")).isInstanceOf(InvalidPathException.class);
  }
}
