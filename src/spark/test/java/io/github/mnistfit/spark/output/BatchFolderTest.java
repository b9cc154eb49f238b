package io.github.mnistfit.spark.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that are there before a job has written anything. */
final class BatchFolderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void emptyFolderIsWrittenTo(boolean resume) throws IOException {
    open(resume);
    assertThat(folder.resolve("_mnistfit/settings.json")).exists();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void somebodyElsesFolderIsRefusedWithTheSameAdvice(boolean resume) throws IOException {
    Files.createFile(folder.resolve("letter.txt"));
    assertThatThrownBy(() -> open(resume))
        .hasMessage(folder + " wasn't written by this job: name another folder.");
  }

  private void open(boolean resume) throws IOException {
    BatchFolder.open(folder.toString(), Map.of("--fit", "robust"), resume, new Configuration());
  }
}
