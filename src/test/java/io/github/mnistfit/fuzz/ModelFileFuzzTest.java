package io.github.mnistfit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any bytes as a model file: a model, or a sentence. */
class ModelFileFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void bytesAreAModelOrRefused(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("model", ".zip");
    try {
      Files.write(file, bytes);
      ModelFile.readProvenance(file);
      DigitNetwork.load(file).close();
    } catch (ModelFileException refused) {
      if (!refused.getMessage().contains(file.toString())) {
        throw new IllegalStateException("names no file", refused);
      }
    } finally {
      Files.delete(file);
    }
  }
}
