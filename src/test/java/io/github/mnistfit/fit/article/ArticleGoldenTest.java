package io.github.mnistfit.fit.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.IdxFile;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The article's fit of strangers' pictures, as OpenCV 4.6 made it elsewhere. OpenCV 4.9 decodes
 * every one of them to the same grey levels, so no picture is excepted.
 */
class ArticleGoldenTest {
  @Test
  void everyStageOfEveryPictureIsEqualBitForBit() throws IOException {
    Path golden = SharedFolder.require("golden");
    Path pictures = SharedFolder.require("pictures/single");
    List<String> paths = Files.readAllLines(golden.resolve("paths.txt"));
    Map<ArticleStage, List<MnistImage>> expected = new EnumMap<>(ArticleStage.class);
    for (ArticleStage stage : ArticleStage.values()) {
      try (var in = Files.newInputStream(golden.resolve(stage.label() + "-images-idx3-ubyte.gz"))) {
        expected.put(stage, IdxFile.readImages(in));
      }
      assertThat(expected.get(stage)).hasSameSizeAs(paths);
    }
    Map<ArticleStage, List<String>> different = new EnumMap<>(ArticleStage.class);
    for (int i = 0; i < paths.size(); i++) {
      try (Picture picture =
          PictureReader.read(pictures.resolve(paths.get(i)), ColourMode.OPENCV_GREY)) {
        for (ArticleStage stage : ArticleStage.values()) {
          MnistImage fitted = stage.fit().apply(picture).orElseThrow();
          if (!fitted.equals(expected.get(stage).get(i))) {
            different.computeIfAbsent(stage, s -> new ArrayList<>()).add(paths.get(i));
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }
}
