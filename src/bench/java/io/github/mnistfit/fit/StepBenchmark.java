package io.github.mnistfit.fit;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.ink.Mats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of the robust fit on the samples, each reduced to at most 100 pixels: the time of a
 * picture.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StepBenchmark {
  private static final int PICTURES = 8;
  private static final int SIDE = 100;

  /** The step. */
  @Param({
    "locate",
    "ink grey",
    "polarity",
    "divide by paper",
    "isolate",
    "stroke width",
    "reduce",
    "centre"
  })
  public String step;

  private Step measured;
  private final List<Mat> inputs = new ArrayList<>();

  /** Takes the pictures as far as the step. */
  @Setup
  public void before() throws IOException {
    for (String sample :
        List.of(
            "blackboard.jpg",
            "blue-ink.jpg",
            "grainy-paper.jpg",
            "marker.jpg",
            "ruled.jpg",
            "shadow.jpg",
            "thin.jpg",
            "uneven-light.jpg")) {
      try (Picture picture =
          PictureReader.read(Path.of("samples", sample), Fit.robust().decoding())) {
        double scale = (double) SIDE / Mats.longerSide(picture.mat());
        var current = new Mat();
        Imgproc.resize(picture.mat(), current, new Size(), scale, scale, Imgproc.INTER_AREA);
        for (Step one : Fit.robust().steps()) {
          if (one.name().equals(step)) {
            measured = one;
            break;
          }
          current = one.apply(current);
        }
        inputs.add(current);
      }
    }
  }

  /** The step on each of the pictures. */
  @Benchmark
  @OperationsPerInvocation(PICTURES)
  public void apply() {
    for (Mat input : inputs) {
      measured.apply(input).release();
    }
  }
}
