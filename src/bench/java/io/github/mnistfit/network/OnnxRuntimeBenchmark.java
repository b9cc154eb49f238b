package io.github.mnistfit.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.exchange.OnnxFile;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images to probabilities, in batches on two threads: by mnistfit's network, and by ONNX Runtime
 * with the same weights. Each thread has a network or a session of its own, on one core.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(1)
@Threads(2)
@State(Scope.Thread)
public class OnnxRuntimeBenchmark {
  /** How far the two may differ in a probability: as far as sums of floats do. */
  private static final double TOLERANCE = 1e-4;

  /** The model's file. */
  @Param({"article.zip", "default.zip"})
  public String model;

  /** Images in a batch. */
  @Param({"1", "8", "64"})
  public int batch;

  private List<MnistImage> images;
  private DigitNetwork network;
  private OrtEnvironment environment;
  private OrtSession session;

  /**
   * Opens both.
   *
   * @throws IllegalStateException if they don't answer alike
   */
  @Setup
  public void open() throws IOException, OrtException {
    Model read = ModelFile.read(Path.of("models", model));
    Model uncalibrated = new Model(read.architecture(), read.parameters(), 1);
    network = DigitNetwork.of(uncalibrated);
    environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(OnnxFile.toBytes(uncalibrated, "benchmark"), options);
    }
    var random = new Random(1);
    images =
        IntStream.range(0, batch)
            .mapToObj(
                i -> {
                  byte[] pixels = new byte[MnistImage.PIXELS];
                  random.nextBytes(pixels);
                  return MnistImage.of(pixels);
                })
            .toList();
    requireSame(mnistfit(), onnxRuntime());
  }

  private static void requireSame(List<double[]> ours, List<float[]> theirs) {
    for (int i = 0; i < ours.size(); i++) {
      for (int d = 0; d < Architecture.CLASSES; d++) {
        if (Math.abs(ours.get(i)[d] - theirs.get(i)[d]) > TOLERANCE) {
          throw new IllegalStateException("ONNX Runtime answers differently");
        }
      }
    }
  }

  /** Closes both. */
  @TearDown
  public void close() throws OrtException {
    session.close();
    network.close();
  }

  /** By mnistfit. */
  @Benchmark
  public List<double[]> mnistfit() {
    return network.probabilities(images);
  }

  /** By ONNX Runtime, arrays made and read as there. */
  @Benchmark
  public List<float[]> onnxRuntime() throws OrtException {
    long[] shape = {batch, 1, MnistImage.SIDE, MnistImage.SIDE};
    var pixels = FloatBuffer.wrap(MnistImage.relative(images));
    try (OnnxTensor input = OnnxTensor.createTensor(environment, pixels, shape);
        OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, input))) {
      return Stream.of((float[][]) result.get(0).getValue()).toList();
    }
  }
}
