package io.github.mnistfit.training;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Architecture;
import io.github.mnistfit.network.Networks;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A tenth of an epoch of the article's recipe: as mnistfit trains, and as DL4J does when nobody
 * tells it anything. What the images show doesn't matter here: they are noise.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
@State(Scope.Benchmark)
public class TrainingBenchmark {
  /** Enough for the building of the networks, which is in it, not to count. */
  private static final int STEPS = 188;

  private List<LabelledImage> images;

  /** Makes the images. */
  @Setup
  public void draw() {
    var random = new Random(1);
    images =
        IntStream.range(0, STEPS * Recipe.ARTICLE.settings().optimization().batchSize())
            .mapToObj(
                i -> {
                  byte[] pixels = new byte[MnistImage.PIXELS];
                  random.nextBytes(pixels);
                  return new LabelledImage(MnistImage.of(pixels), i % Architecture.CLASSES);
                })
            .toList();
  }

  /** As mnistfit trains. */
  @Benchmark
  public Trainer.Result mnistfit() throws InterruptedException {
    TrainingSettings settings =
        new TrainingSettings(
            Architecture.ARTICLE,
            new Optimization(1, 32, 0.01, LearningRateSchedule.CONSTANT, 0.9, 0),
            false,
            0,
            0,
            0,
            1);
    return new Trainer(settings, TrainingListener.NONE).train(images, List.of());
  }

  /** DL4J's own loop, on the same layers; it is spared the optimiser, which only adds to it. */
  @Benchmark
  public double stock() {
    var network =
        new MultiLayerNetwork(Networks.trained(Architecture.ARTICLE, 1, CNN2DFormat.NCHW));
    network.init();
    int size = Recipe.ARTICLE.settings().optimization().batchSize();
    for (int step = 0; step < STEPS; step++) {
      List<LabelledImage> batch = images.subList(step * size, (step + 1) * size);
      INDArray labels = Nd4j.zeros(size, Architecture.CLASSES);
      for (int i = 0; i < size; i++) {
        labels.putScalar(i, batch.get(i).label(), 1);
      }
      network.fit(
          Nd4j.create(
              MnistImage.relative(batch.stream().map(LabelledImage::image).toList()),
              new long[] {size, 1, MnistImage.SIDE, MnistImage.SIDE},
              'c'),
          labels);
    }
    return network.score();
  }
}
