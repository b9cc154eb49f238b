package io.github.mnistfit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.training.Recipe;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTextTest {
  @Test
  void aSeedOf0IsASeed() {
    assertThat(SettingsText.of(Map.of("seed", 0L))).containsEntry("seed", "0");
  }

  @Test
  void tellsInWordsWhatIsOn() {
    assertThat(SettingsText.of(Recipe.DEFAULT.settings().toMap()))
        .containsEntry("learning rate", "0.05")
        .containsEntry("weight decay", "0.0003")
        .containsEntry("varied images", "yes")
        .containsEntry("non-digits a batch", "10");
    assertThat(SettingsText.of(Recipe.ARTICLE.settings().toMap()))
        .containsEntry("optimiser", "SGD with momentum")
        .doesNotContainKeys("varied images", "non-digits a batch", "weight decay", "held out");
  }
}
