package io.github.mnistfit;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Decoding, fitting and reading, each alone and all together. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecognitionBenchmark {
  /** A picture: 160×160 drawn, 320×320 with a shadow, and larger with a small digit. */
  @State(Scope.Benchmark)
  public static class Sample {
    /** The file. */
    @Param({"off-centre.jpg", "shadow.jpg", "small-in-large.jpg"})
    public String sample;

    private byte[] bytes;

    /** Reads the file. */
    @Setup
    public void read() throws IOException {
      bytes = Files.readAllBytes(Path.of("samples", sample));
    }
  }

  /** A model. */
  @State(Scope.Benchmark)
  public static class Loaded {
    /** The file. */
    @Param({"article.zip", "default.zip"})
    public String model;

    private DigitNetwork network;

    /** Opens the model. */
    @Setup
    public void open() throws IOException {
      network = DigitNetwork.load(Path.of("models", model));
    }

    /** Closes it. */
    @TearDown
    public void close() {
      network.close();
    }
  }

  /** Images in MNIST's form. */
  @State(Scope.Benchmark)
  public static class Batch {
    /** How many. */
    @Param({"1", "8", "64"})
    public int batch;

    private List<MnistImage> images;

    /** Fits a sample. */
    @Setup
    public void fit() throws IOException {
      try (Picture picture =
          PictureReader.read(Path.of("samples", "shadow.jpg"), Fit.robust().decoding())) {
        images = Collections.nCopies(batch, Fit.robust().apply(picture).orElseThrow());
      }
    }
  }

  /** Bytes to pixels. */
  @Benchmark
  public int decode(Sample of) throws IOException {
    try (Picture picture = PictureReader.read(of.bytes, Fit.robust().decoding())) {
      return picture.mat().rows();
    }
  }

  /** Bytes to an image in MNIST's form by the article's fit. */
  @Benchmark
  public Optional<MnistImage> decodeAndFitArticle(Sample of) throws IOException {
    try (Picture picture = PictureReader.read(of.bytes, Fit.article().decoding())) {
      return Fit.article().apply(picture);
    }
  }

  /** Bytes to an image in MNIST's form by the robust fit. */
  @Benchmark
  public Optional<MnistImage> decodeAndFitRobust(Sample of) throws IOException {
    try (Picture picture = PictureReader.read(of.bytes, Fit.robust().decoding())) {
      return Fit.robust().apply(picture);
    }
  }

  /** Images to probabilities: the time of a whole batch. */
  @Benchmark
  public List<double[]> network(Loaded by, Batch of) {
    return by.network.probabilities(of.images);
  }

  /** Bytes to an answer. */
  @Benchmark
  public Answer recognize(Loaded by, Sample of) throws IOException {
    return DigitRecognizer.of(by.network, Fit.robust())
        .recognize(mode -> PictureReader.read(of.bytes, mode));
  }
}
