package io.github.mnistfit.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneGeneratorTest {
  private static final Set<Condition> WITHOUT_DIGIT =
      EnumSet.of(Condition.NOTHING, Condition.LETTER, Condition.CLUTTER);

  private final SceneGenerator generator = new SceneGenerator(List.of(seven()));

  @Test
  void theSameSeedGivesTheSameScene() {
    for (int seed = 0; seed < 20; seed++) {
      Scene one = generator.any(new SplittableRandom(seed));
      Scene other = generator.any(new SplittableRandom(seed));
      assertThat(one.image().values()).isEqualTo(other.image().values());
      assertThat(digit(one)).isEqualTo(digit(other));
    }
  }

  @Test
  void anotherSeedGivesAnotherScene() {
    assertThat(generator.any(new SplittableRandom(1)).image().values())
        .isNotEqualTo(generator.any(new SplittableRandom(2)).image().values());
  }

  @ParameterizedTest
  @EnumSource
  void everyConditionCanBeDrawnAlone(Condition condition) {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 10; i++) {
      Scene scene = generator.draw(List.of(condition), random.split());
      assertThat(scene.hasDigit()).isEqualTo(!WITHOUT_DIGIT.contains(condition));
      for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
        double sum = 0;
        for (InkClass inkClass : InkClass.values()) {
          assertThat(scene.share(inkClass, pixel)).isBetween(-1e-5f, 1.00001f);
          sum += scene.share(inkClass, pixel);
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(scene.image().at(pixel / InkImage.SIDE, pixel % InkImage.SIDE))
            .isBetween(-1f, 2f);
      }
    }
  }

  @Test
  void furnitureIsOtherInk() {
    for (Condition condition :
        List.of(Condition.RULED, Condition.TOUCHED_BOX, Condition.RING, Condition.UNDERLINE)) {
      var random = new SplittableRandom(4);
      double sum = 0;
      for (int i = 0; i < 10; i++) { // a box may lack sides, an underline may have no room
        sum +=
            sum(
                InkClass.OTHER,
                generator.draw(List.of(condition, Condition.SCHOOL_HAND), random.split()));
      }
      assertThat(sum).as("%s", condition).isGreaterThan(200);
    }
  }

  @Test
  void aDottedDigitIsToBeSeenWhole() {
    Scene scene =
        generator.draw(
            List.of(Condition.SCHOOL_HAND, Condition.DOTTED_STROKES), new SplittableRandom(6));
    assertThat(sum(InkClass.DIGIT, scene)).isGreaterThan(40);
  }

  private static double sum(InkClass inkClass, Scene scene) {
    double sum = 0;
    for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
      sum += scene.share(inkClass, pixel);
    }
    return sum;
  }

  private static float[] digit(Scene scene) {
    float[] digit = new float[InkImage.PIXELS];
    for (int pixel = 0; pixel < digit.length; pixel++) {
      digit[pixel] = scene.share(InkClass.DIGIT, pixel);
    }
    return digit;
  }

  private static LabelledImage seven() {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int i = 0; i < 16; i++) {
      for (int wide = 0; wide < 2; wide++) {
        pixels[(5 + wide) * MnistImage.SIDE + 7 + i] = (byte) 255;
        pixels[(6 + i) * MnistImage.SIDE + 21 - i / 2 + wide] = (byte) 255;
      }
    }
    return new LabelledImage(MnistImage.of(pixels), 7);
  }
}
