package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.IdxFile;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The article's fit of strangers' pictures, as another implementation of it made it. */
class ArticleGoldenTest {
  private static final Set<String> DECODED_DIFFERENTLY = Set.of();

  @ParameterizedTest
  @EnumSource
  void everyStageIsEqualBitForBit(ArticleStage stage) throws IOException {
    Path golden = SharedFolder.require("golden");
    Path pictures = SharedFolder.require("pictures/single");
    List<String> paths = Files.readAllLines(golden.resolve("paths.txt"));
    List<MnistImage> expected;
    try (var in = Files.newInputStream(golden.resolve(stage.label() + "-images-idx3-ubyte.gz"))) {
      expected = IdxFile.readImages(in);
    }
    assertThat(expected).hasSameSizeAs(paths);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      try (var picture =
          PictureReader.read(pictures.resolve(paths.get(i)), ColourMode.OPENCV_GREY)) {
        if (!stage.fit().apply(picture).orElseThrow().equals(expected.get(i))) {
          different.add(paths.get(i));
        }
      }
    }
    assertThat(different).isSubsetOf(DECODED_DIFFERENTLY);
  }
}
