package io.github.mnistfit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.Nd4jRuntime;
import io.github.mnistfit.network.Networks;
import io.github.mnistfit.network.Provenance.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainerTest {
  @TempDir private Path folder;

  private static final TrainingSettings SETTINGS = settings(Architecture.ARTICLE, 3, 32, false);

  private static TrainingSettings settings(
      Architecture architecture, int epochs, int batchSize, boolean augmented) {
    return new TrainingSettings(
        architecture,
        new Optimization(epochs, batchSize, 0.01, LearningRateSchedule.CONSTANT, 0.9, 0),
        augmented,
        0,
        0,
        0,
        1);
  }

  /**
   * A bright bar whose row tells the digit: learnt within a few steps, and by nothing but learning.
   */
  private static List<LabelledImage> bars(int n, long seed) {
    var random = new Random(seed);
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int label = random.nextInt(10);
      byte[] pixels = new byte[MnistImage.PIXELS];
      for (int p = 0; p < pixels.length; p++) {
        boolean bar = p / MnistImage.SIDE / 2 == label + 2;
        pixels[p] = (byte) (bar ? 200 + random.nextInt(56) : random.nextInt(40));
      }
      images.add(new LabelledImage(MnistImage.of(pixels), label));
    }
    return images;
  }

  @Test
  void learns() throws InterruptedException {
    Trainer.Result result =
        new Trainer(SETTINGS, TrainingListener.NONE).train(bars(600, 1), bars(100, 2));
    assertThat(result.epochs()).hasSize(3);
    assertThat(result.epochs().get(2).validation().accuracy()).isGreaterThan(0.98);
    assertThat(result.epochs().get(2).loss()).isLessThan(result.epochs().get(0).loss());
  }

  @Test
  void tellsHowFarItsMeasurementsAre() throws InterruptedException {
    List<String> told = new ArrayList<>();
    var listener =
        new TrainingListener() {
          @Override
          public void step(int epoch, int imagesDone, double loss) {}

          @Override
          public void epoch(Epoch epoch) {}

          @Override
          public void measuring(String on, int done, int of) {
            told.add(on + " " + done + "/" + of);
          }
        };
    TrainingSettings once = settings(Architecture.ARTICLE, 1, 32, false);
    new Trainer(once, listener).train(bars(32, 1), bars(300, 2));
    assertThat(told)
        .containsExactly(
            "held out 256/300",
            "held out 300/300",
            "temperature 256/600",
            "temperature 512/600",
            "temperature 600/600");
  }

  @ParameterizedTest
  @MethodSource("io.github.mnistfit.network.Architecture#named")
  void theSameSeedGivesTheSameWeights(Architecture architecture) throws InterruptedException {
    // 23 images: the last batch is odd, so the replicas' parts differ in size
    List<LabelledImage> images = bars(23, 1);
    TrainingSettings settings = settings(architecture, 2, 10, true);
    float[] once =
        new Trainer(settings, TrainingListener.NONE).train(images, List.of()).model().parameters();
    float[] again =
        new Trainer(settings, TrainingListener.NONE).train(images, List.of()).model().parameters();
    assertThat(again).isEqualTo(once); // containsExactly would take half a minute
  }

  /** Stopped within an epoch (4 batches each), at its end, and before the last step. */
  @Test
  void aRunThatWasStoppedEndsAtTheSameWeights() throws Exception {
    List<LabelledImage> images = bars(35, 1);
    List<LabelledImage> validation = bars(10, 2);
    // With everything that is random: variation, what is no digit, dropout.
    var settings =
        new TrainingSettings(
            Architecture.WIDE,
            new Optimization(2, 10, 0.05, LearningRateSchedule.ONE_CYCLE, 0.9, 1e-4),
            true,
            4,
            3,
            0,
            1);
    var steps = new StepCounter();
    var trainer =
        new Trainer(
            settings,
            steps,
            Optional.empty(),
            new HardExamples(bars(30, 3), List.of(), Optional.empty()),
            new Teachers(List.of(random(2))));
    Trainer.Result unbroken = trainer.train(images, validation);

    Path file = folder.resolve("checkpoint");
    Optional<TrainingState> state = Optional.empty();
    steps.done = 0;
    // Within an epoch, at the end of its steps, and behind the last, before the model is
    // calibrated.
    for (int stop : new int[] {2, 4, 7, 8}) {
      var control = new StopAfter(stop, steps, file);
      assertThat(trainer.train(images, validation, state, control)).isEmpty();
      state = Optional.of(Checkpoint.read(file).state());
      assertThat(state.get().step()).isEqualTo(stop);
    }
    Trainer.Result result =
        trainer.train(images, validation, state, TrainingControl.NONE).orElseThrow();
    assertThat(result.model().parameters()).isEqualTo(unbroken.model().parameters());
    assertThat(result.model().temperature()).isEqualTo(unbroken.model().temperature());
    assertThat(result.epochs())
        .extracting(Epoch::loss)
        .containsExactly(unbroken.epochs().get(0).loss(), unbroken.epochs().get(1).loss());
  }

  private static final class StepCounter implements TrainingListener {
    private int done;

    @Override
    public void step(int epoch, int imagesDone, double loss) {
      done++;
    }

    @Override
    public void epoch(Epoch epoch) {}
  }

  private record StopAfter(int step, StepCounter steps, Path file) implements TrainingControl {
    @Override
    public boolean stopRequested() {
      return steps.done >= step;
    }

    @Override
    public void save(TrainingState state) throws IOException {
      new Checkpoint("a run", state).write(file);
    }
  }

  /** A measurement may take longer than whoever interrupts a run is ready to wait. */
  @ParameterizedTest
  @CsvSource({"held out, 2", "temperature, 6"})
  void aMeasurementIsEndedWhenTheRunIsToStop(String measured, int steps) throws Exception {
    Path file = folder.resolve("checkpoint");
    var isMeasuring = new AtomicBoolean();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(int epoch, int imagesDone, double loss) {}

          @Override
          public void epoch(Epoch epoch) {
            assertThat(isMeasuring).as("measured to the end").isFalse();
          }

          @Override
          public void measuring(String on, int done, int of) {
            assertThat(isMeasuring).as("measured on").isFalse();
            isMeasuring.set(on.equals(measured));
          }
        };
    TrainingControl control =
        new TrainingControl() {
          @Override
          public boolean stopRequested() {
            return isMeasuring.get();
          }

          @Override
          public void save(TrainingState state) throws IOException {
            new Checkpoint("a run", state).write(file);
          }
        };
    List<LabelledImage> images = bars(64, 1);
    assertThat(
            new Trainer(SETTINGS, listener).train(images, bars(600, 2), Optional.empty(), control))
        .isEmpty();
    TrainingState state = Checkpoint.read(file).state();
    assertThat(state.step()).isEqualTo(steps);
    assertThat(state.epochs()).hasSize(steps / 2 - 1);
  }

  @Test
  void aStateThatCantBeKeptEndsTheRunBeforeItsFirstStep() {
    var control =
        new TrainingControl() {
          @Override
          public boolean stopRequested() {
            throw new AssertionError("a step was done");
          }

          @Override
          public void save(TrainingState state) throws IOException {
            throw new IOException("disk full");
          }
        };
    var trainer = new Trainer(SETTINGS, TrainingListener.NONE);
    assertThatThrownBy(() -> trainer.train(bars(64, 1), List.of(), Optional.empty(), control))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void aStepOfTwoReplicasIsTheStepOfOneNetwork() throws InterruptedException {
    List<LabelledImage> images = bars(33, 1);
    TrainingSettings oneStep = settings(Architecture.ARTICLE, 1, 33, false);
    float[] trained =
        new Trainer(oneStep, TrainingListener.NONE).train(images, List.of()).model().parameters();

    Nd4jRuntime.start();
    var network =
        new MultiLayerNetwork(Networks.trained(Architecture.ARTICLE, 1, CNN2DFormat.NCHW));
    network.init();
    network.initGradientsView();
    INDArray labels = Nd4j.zeros(33, 10);
    for (int i = 0; i < 33; i++) {
      labels.putScalar(i, images.get(i).label(), 1);
    }
    network.setInput(
        Nd4j.create(MnistImage.relative(images.stream().map(LabelledImage::image).toList()))
            .reshape(33, 1, 28, 28));
    network.setLabels(labels);
    network.computeGradientAndScore();
    // The first step of momentum SGD is w − r g.
    INDArray expected =
        network.params().sub(network.getFlattenedGradients().reshape(-1).mul(0.01 / 33));
    assertThat(trained).containsExactly(expected.data().asFloat(), within(1e-6f));
  }

  static List<Teachers> teachers() {
    return List.of(Teachers.NONE, new Teachers(List.of(random(2), random(3))));
  }

  /** A network that has learnt nothing. */
  private static Model random(long seed) {
    Nd4jRuntime.start();
    var network =
        new MultiLayerNetwork(Networks.trained(Architecture.ARTICLE, seed, CNN2DFormat.NCHW));
    network.init();
    return new Model(Architecture.ARTICLE, network.params().data().asFloat(), 1);
  }

  @Test
  void aStudentSaysWhatItsTeacherSaysAndKnowsThatTheLabelSaysOtherwise()
      throws InterruptedException {
    List<LabelledImage> images = bars(600, 1);
    List<LabelledImage> shifted =
        images.stream().map(i -> new LabelledImage(i.image(), (i.label() + 1) % 10)).toList();
    Model teacher = new Trainer(SETTINGS, TrainingListener.NONE).train(shifted, List.of()).model();
    Trainer.Result student =
        new Trainer(
                SETTINGS,
                TrainingListener.NONE,
                Optional.empty(),
                HardExamples.NONE,
                new Teachers(List.of(teacher)))
            .train(images, List.of());
    assertThat(Trainer.score(student.model(), bars(100, 2)).correct()).isLessThan(5);
    assertThat(student.epochs().get(2).loss()).isLessThan(0.1);
    try (var network = DigitNetwork.of(student.model())) {
      LabelledImage one = bars(1, 2).get(0);
      double[] said = network.probabilities(List.of(one.image())).get(0);
      assertThat(said[(one.label() + 1) % 10]).isCloseTo(Teachers.SHARE, within(0.15));
      assertThat(said[one.label()]).isCloseTo(1 - Teachers.SHARE, within(0.15));
    }
  }

  @ParameterizedTest
  @MethodSource("teachers")
  void gradientsAreThoseOfTheLoss(Teachers teachers) {
    Nd4jRuntime.start();
    var network =
        new MultiLayerNetwork(Networks.trained(Architecture.ARTICLE, 1, CNN2DFormat.NCHW));
    network.init();
    var weights = network.params();
    var replica = new Replica(Architecture.ARTICLE, 1, weights, teachers);
    List<LabelledImage> images = bars(8, 3);
    replica.computeGradient(images, 0);
    INDArray gradient = replica.gradient().dup();
    // Central difference along the gradient itself: the slope there is the gradient's length.
    double length = gradient.norm2Number().doubleValue();
    double h = 0.002;
    INDArray direction = gradient.div(length);
    weights.addi(direction.mul(h));
    double above = replica.computeGradient(images, 0);
    weights.subi(direction.mul(2 * h));
    double below = replica.computeGradient(images, 0);
    assertThat((above - below) / (2 * h)).isCloseTo(length, within(0.02 * length));
  }
}
