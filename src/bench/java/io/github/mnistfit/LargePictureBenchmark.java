package io.github.mnistfit;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
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

/** Large pictures: what the fit adds to the decoding, and what reduced decoding saves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LargePictureBenchmark {
  private static final double PAPER = 225;
  private static final double INK = 50;
  private static final double GRAIN = 4;

  /** The file's format. */
  @Param({".png", ".jpg"})
  public String format;

  /** The picture's height; it is 4:3. */
  @Param({"100", "750", "3000"})
  public int height;

  private byte[] bytes;
  private Picture picture;

  /** Draws a 7 on grainy paper, and decodes it once. */
  @Setup
  public void draw() throws IOException {
    PictureReader.read(Path.of("samples", "thin.jpg"), Fit.robust().decoding())
        .close(); // loads OpenCV
    int width = height * 4 / 3;
    var drawn = new Mat(height, width, CvType.CV_8UC3);
    Core.randn(drawn, PAPER, GRAIN);
    var ink = new Scalar(INK, INK, INK);
    int thickness = Math.max(2, height / 40);
    var corner = new Point(width * 0.6, height * 0.25);
    Imgproc.line(drawn, new Point(width * 0.4, height * 0.25), corner, ink, thickness);
    Imgproc.line(drawn, corner, new Point(width * 0.45, height * 0.75), ink, thickness);
    var encoded = new MatOfByte();
    Imgcodecs.imencode(format, drawn, encoded);
    bytes = encoded.toArray();
    encoded.release();
    drawn.release();
    picture = PictureReader.read(bytes, Fit.robust().decoding());
  }

  /** Closes the decoded picture. */
  @TearDown
  public void close() {
    picture.close();
  }

  /** OpenCV's own decoding to grey, whole. */
  @Benchmark
  public int decodeGreyWhole() {
    var encoded = new MatOfByte(bytes);
    Mat grey = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_GRAYSCALE);
    int rows = grey.rows();
    grey.release();
    encoded.release();
    return rows;
  }

  /** Bytes to pixels, as the fit wants them. */
  @Benchmark
  public int decode() throws IOException {
    try (Picture read = PictureReader.read(bytes, Fit.robust().decoding())) {
      return read.mat().rows();
    }
  }

  /** Pixels to an image in MNIST's form. */
  @Benchmark
  public Optional<MnistImage> fit() {
    return Fit.robust().apply(picture);
  }

  /** Bytes to an image in MNIST's form. */
  @Benchmark
  public Optional<MnistImage> decodeAndFit() throws IOException {
    try (Picture read = PictureReader.read(bytes, Fit.robust().decoding())) {
      return Fit.robust().apply(read);
    }
  }
}
