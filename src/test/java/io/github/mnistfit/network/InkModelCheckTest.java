package io.github.mnistfit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InkModelCheckTest {
  private static final Path DIGIT = Path.of("models/ink.zip");
  private static final Path PAGES = Path.of("models/page-ink.zip");

  @Test
  void labelsAreThoseOfTheArchitectures() {
    assertThat(InkModelCheck.OF_DIGIT).isEqualTo(InkArchitecture.DIGIT.label());
    assertThat(InkModelCheck.OF_PAGES).isEqualTo(InkArchitecture.PAGE.label());
  }

  @Test
  void whatShipsIsUsable() {
    assertThatCode(() -> InkModelCheck.requireOfDigit(DIGIT)).doesNotThrowAnyException();
    assertThatCode(() -> InkModelCheck.requireOfPages(PAGES)).doesNotThrowAnyException();
  }

  @Test
  void theOtherOneIsRefused() {
    assertThatThrownBy(() -> InkModelCheck.requireOfDigit(PAGES))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("finds the ink of pages");
  }

  @Test
  void aByteThatChangedIsFound(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(DIGIT);
    bytes[bytes.length / 2]++;
    Path file = Files.write(folder.resolve("ink.zip"), bytes);
    assertThatThrownBy(() -> InkModelCheck.requireOfDigit(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("is damaged");
  }
}
