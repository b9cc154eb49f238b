package io.github.mnistfit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.Nd4jRuntime;
import io.github.mnistfit.training.scenes.SceneKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InkTrainingTest {
  private static final int PLACES = InkArchitecture.PLACES * InkArchitecture.PLACES;

  @BeforeAll
  static void startNd4j() {
    Nd4jRuntime.start();
  }

  @Test
  void theLossHasTheGradientThatItSays() {
    var random = new Random(1);
    float[] logits = new float[2 * PLACES * InkArchitecture.CHANNELS];
    float[] wanted = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
      int inkClass = i % InkArchitecture.CHANNELS / 4;
      wanted[i] = inkClass == (i / InkArchitecture.CHANNELS + i % 4) % 4 ? 1 : 0;
    }
    float[] gradient = gradient(wanted, logits, new InkLoss()).data().asFloat();
    for (int at : new int[] {0, 5, 10, 15, 4000, logits.length - 2}) {
      float step = 0.5f; // a pixel's part of the loss is small beside the rounding of its sum
      double slope =
          (loss(wanted, logits, at, step) - loss(wanted, logits, at, -step)) / (2 * step);
      assertThat((double) gradient[at]).isCloseTo(slope, within(0.06 * Math.abs(slope) + 2e-8));
    }
  }

  private static double loss(float[] wanted, float[] logits, int at, float step) {
    float[] moved = logits.clone();
    moved[at] += step;
    var loss = new InkLoss();
    gradient(wanted, moved, loss);
    return loss.loss();
  }

  private static INDArray gradient(float[] wanted, float[] logits, InkLoss loss) {
    long rows = logits.length / InkArchitecture.CHANNELS;
    return loss.computeGradient(
        Nd4j.create(wanted).reshape('c', rows, InkArchitecture.CHANNELS),
        Nd4j.create(logits).reshape('c', rows, InkArchitecture.CHANNELS),
        new ActivationIdentity(),
        null);
  }

  @Test
  void aRunThatWasStoppedEndsAsOneThatWasNot() throws Exception {
    var settings =
        new InkTrainingSettings(
            SceneKind.DIGIT, InkArchitecture.PAGE, 2, 2, 4, 0.003, 2, 0.0005, 0.9, 5, 1);
    List<TrainingState> states = new ArrayList<>();
    var whole = run(settings, Optional.empty(), states);
    var resumed = run(settings, Optional.of(states.get(1)), new ArrayList<>());
    assertThat(states.get(1).step()).isEqualTo(2);
    assertThat(resumed.model().parameters()).isEqualTo(whole.model().parameters());
  }

  @Test
  void theLastMeasurementIsEndedWhenTheRunIsToStop() throws Exception {
    var settings =
        new InkTrainingSettings(
            SceneKind.DIGIT, InkArchitecture.PAGE, 1, 1, 4, 0.003, 2, 0.0005, 0.9, 5, 1);
    List<TrainingState> states = new ArrayList<>();
    TrainingControl control =
        new TrainingControl() {
          private boolean isTrained;

          @Override
          public boolean stopRequested() {
            boolean isMeasuring = isTrained;
            isTrained = states.size() > 1; // asked once more behind the epoch
            return isMeasuring;
          }

          @Override
          public void save(TrainingState state) {
            states.add(state);
          }
        };
    assertThat(
            new InkTrainer(settings, TrainingListener.NONE, 4, 40)
                .train(images(), Optional.empty(), control))
        .isEmpty();
    assertThat(states.get(1).step()).isEqualTo(1);
  }

  private static InkTrainer.Result run(
      InkTrainingSettings settings, Optional<TrainingState> from, List<TrainingState> states)
      throws IOException, InterruptedException {
    var control =
        new TrainingControl() {
          @Override
          public boolean stopRequested() {
            return false;
          }

          @Override
          public void save(TrainingState state) {
            states.add(state);
          }
        };
    return new InkTrainer(settings, TrainingListener.NONE, 4, 4)
        .train(images(), from, control)
        .orElseThrow();
  }

  private static List<LabelledImage> images() {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      byte[] pixels = new byte[MnistImage.PIXELS];
      for (int row = 4; row < 24; row++) {
        pixels[row * MnistImage.SIDE + 12 + i % 4] = (byte) 255;
        pixels[row * MnistImage.SIDE + 13 + i % 4] = (byte) 255;
      }
      images.add(new LabelledImage(MnistImage.of(pixels), 1));
    }
    return images;
  }
}
