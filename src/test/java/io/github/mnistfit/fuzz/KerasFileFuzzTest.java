package io.github.mnistfit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.network.exchange.KerasFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any bytes as a model of Keras': a model, or a sentence, within the time that it has. */
class KerasFileFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void bytesAreAModelOrRefused(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("model", ".h5");
    try {
      Files.write(file, bytes);
      KerasFile.read(file);
    } catch (ModelFileException refused) {
      if (!refused.getMessage().contains(file.toString())) {
        throw new IllegalStateException("names no file", refused);
      }
      if (refused.getMessage().contains("takes longer")) {
        throw new IllegalStateException("took too long", refused);
      }
    } finally {
      Files.delete(file);
    }
  }
}
