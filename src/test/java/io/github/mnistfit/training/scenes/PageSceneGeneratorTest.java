package io.github.mnistfit.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageSceneGeneratorTest {
  private static final int SCENES = 60;

  private final PageSceneGenerator generator = new PageSceneGenerator(List.of(bar()));

  @Test
  void theSameSeedGivesTheSameScene() {
    for (int seed = 0; seed < 10; seed++) {
      assertThat(scene(seed).image().values()).isEqualTo(scene(seed).image().values());
    }
    assertThat(scene(1).image().values()).isNotEqualTo(scene(2).image().values());
  }

  @Test
  void aPixelIsSharedByItsClasses() {
    for (int seed = 0; seed < SCENES; seed++) {
      Scene scene = scene(seed);
      for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
        double sum = 0;
        for (InkClass inkClass : InkClass.values()) {
          assertThat(scene.share(inkClass, pixel)).isBetween(-1e-5f, 1.00001f);
          sum += scene.share(inkClass, pixel);
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(scene.image().at(pixel / InkImage.SIDE, pixel % InkImage.SIDE))
            .isBetween(-2f, 2f);
      }
    }
  }

  @Test
  void thereAreMarksAndOtherInkAndPagesWithoutDigits() {
    List<Scene> scenes = IntStream.range(0, SCENES).mapToObj(this::scene).toList();
    assertThat(scenes.stream().filter(Scene::hasDigit).count()).isBetween(30L, 58L);
    for (InkClass inkClass : InkClass.values()) {
      assertThat(scenes.stream().filter(scene -> has(inkClass, scene)).count()).isGreaterThan(8);
    }
  }

  private static boolean has(InkClass inkClass, Scene scene) {
    return IntStream.range(0, InkImage.PIXELS)
        .anyMatch(pixel -> scene.share(inkClass, pixel) > 0.5f);
  }

  private Scene scene(int seed) {
    return generator.any(new SplittableRandom(seed));
  }

  private static LabelledImage bar() {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int row = 4; row < 24; row++) {
      pixels[row * MnistImage.SIDE + 13] = (byte) 255;
      pixels[row * MnistImage.SIDE + 14] = (byte) 255;
    }
    return new LabelledImage(MnistImage.of(pixels), 1);
  }
}
