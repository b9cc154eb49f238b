package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.mnist.IdxFile;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** A fit that is right leaves MNIST alone. */
class MnistFixedPointTest {
  private List<MnistImage> images;

  @BeforeEach
  void readTestImages() throws IOException {
    try (var in = Files.newInputStream(SharedFolder.require("mnist/t10k-images-idx3-ubyte.gz"))) {
      images = IdxFile.readImages(in);
    }
  }

  @Test
  void theTestImagesComeBackAsTheyAre() {
    int back = 0;
    for (MnistImage image : images) {
      try (Picture picture = Picture.of(image)) {
        back += largestDifference(image, Fit.robust().apply(picture).orElseThrow()) <= 1 ? 1 : 0;
      }
    }
    assertThat(back).isGreaterThanOrEqualTo(9_990);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10})
  void enlargedByRepeatedPixelsTheyComeBack(int times) throws IOException {
    assertThat(comingBack(times, Imgproc.INTER_NEAREST)).isGreaterThanOrEqualTo(199);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7, 9})
  void enlargedSmoothlyByOddFactorsTheyComeBack(int times) throws IOException {
    assertThat(comingBack(times, Imgproc.INTER_CUBIC)).isGreaterThanOrEqualTo(199);
  }

  /** How many of 200 images come back within a grey level. */
  private int comingBack(int times, int interpolation) throws IOException {
    int back = 0;
    for (MnistImage image : images.subList(0, 200)) {
      try (Picture picture = enlarged(image, times, interpolation)) {
        back += largestDifference(image, Fit.robust().apply(picture).orElseThrow()) <= 1 ? 1 : 0;
      }
    }
    return back;
  }

  private static Picture enlarged(MnistImage image, int times, int interpolation)
      throws IOException {
    try (Picture small = Picture.of(image)) { // OpenCV is loaded for it
      var enlarged = new Mat();
      var png = new MatOfByte();
      int side = times * MnistImage.SIDE;
      Imgproc.resize(small.mat(), enlarged, new Size(side, side), 0, 0, interpolation);
      Imgcodecs.imencode(".png", enlarged, png);
      byte[] bytes = png.toArray();
      enlarged.release();
      png.release();
      return PictureReader.read(bytes, ColourMode.ON_PAPER);
    }
  }

  private static int largestDifference(MnistImage a, MnistImage b) {
    int largest = 0;
    for (int row = 0; row < MnistImage.SIDE; row++) {
      for (int column = 0; column < MnistImage.SIDE; column++) {
        largest = Math.max(largest, Math.abs(a.at(row, column) - b.at(row, column)));
      }
    }
    return largest;
  }
}
