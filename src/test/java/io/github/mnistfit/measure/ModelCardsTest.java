package io.github.mnistfit.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped models' cards, and the pictures of what they misread, are what their program makes.
 */
class ModelCardsTest {
  @ParameterizedTest
  @ValueSource(strings = {"default", "article"})
  void aCardIsWhatItsProgramMakes(String name) throws Exception {
    SharedFolder.require("mnist");
    ModelCards.Card card = ModelCards.card(name, SharedFolder.mnist().test());
    assertThat(Files.readString(ModelCards.file(name))).isEqualTo(card.text().toString());
    assertThat(levels(ImageIO.read(ModelCards.misread(name).toFile())))
        .isEqualTo(levels(card.misread()));
  }

  private static int[][] levels(BufferedImage image) {
    int[][] levels = new int[image.getHeight()][image.getWidth()];
    for (int y = 0; y < levels.length; y++) {
      image.getRaster().getSamples(0, y, levels[y].length, 1, 0, levels[y]);
    }
    return levels;
  }
}
