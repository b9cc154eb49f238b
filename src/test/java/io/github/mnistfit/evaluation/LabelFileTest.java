package io.github.mnistfit.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {
  @TempDir private Path folder;

  /** The rest of the list can be read. */
  @Test
  void aPathWithNulIsAPictureThatCantBeRead() throws IOException {
    Path list = Files.writeString(folder.resolve("labels.csv"), "path,label\na\0b,1\nc,2\n");
    List<LabelledPicture> pictures = LabelFile.read(list);
    assertThat(pictures).hasSize(2);
    assertThatThrownBy(() -> pictures.get(0).source().bytes())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("is not a path: ");
    assertThat(LabelFile.readNumbers(list)).hasSize(2);
  }
}
