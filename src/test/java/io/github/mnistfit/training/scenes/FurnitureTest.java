package io.github.mnistfit.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FurnitureTest {
  private final Writing writing =
      new Writing(
          List.of(new LabelledImage(MnistImage.of(new byte[MnistImage.PIXELS]), 0)),
          Writing.Numbers.STANDARD);

  /** The digit that the scene is about is nearest to its middle, and others are of its height. */
  @Test
  void aOneStandsInARow() {
    int ones = 0;
    int others = 0;
    for (int seed = 0; seed < 200; seed++) {
      Sketch sketch = row(seed);
      double far = Math.abs(sketch.frame.x() - Plane.SIDE / 2.0);
      for (DrawnDigit digit : sketch.digits) {
        double middle = digit.box().left() + digit.box().width() / 2.0;
        assertThat(Math.abs(middle - Plane.SIDE / 2.0)).isGreaterThan(far);
        assertThat((double) Math.max(digit.box().height(), digit.box().width()))
            .isBetween(0.8 * sketch.size() + sketch.pen - 2, 1.2 * sketch.size() + sketch.pen + 2);
        if (digit.label() == 1) {
          ones++;
        } else {
          others++;
        }
      }
    }
    assertThat(ones).isGreaterThan(200);
    assertThat(others).isGreaterThan(80);
  }

  /** None of the strokes beside it is taken for the digit's ink. */
  @Test
  void theOthersAreNotTheDigit() {
    for (int seed = 0; seed < 20; seed++) {
      Sketch sketch = row(seed);
      float[] values = sketch.digit.values();
      for (int pixel = 0; pixel < Plane.PIXELS; pixel++) {
        if (values[pixel] > 0.5) {
          double x = pixel % Plane.SIDE;
          assertThat(x)
              .isBetween(sketch.frame.left() - sketch.pen, sketch.frame.right() + sketch.pen);
        }
      }
    }
  }

  private Sketch row(int seed) {
    var sketch = new Sketch(new Chance(new SplittableRandom(seed)));
    writing.write(Condition.ONE_IN_A_ROW, Condition.USUAL_SIZE, Condition.USUAL_PEN, sketch);
    new Furniture(sketch, writing).draw(Condition.ONE_IN_A_ROW);
    assertThat(sketch.label).isEqualTo(1);
    return sketch;
  }
}
