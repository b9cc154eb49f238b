package io.github.mnistfit.network.exchange;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import io.github.mnistfit.network.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What src/test/python/keras_models.py has made. */
final class Fixtures {
  static final Path FOLDER = Path.of("src/test/resources/io/github/mnistfit/network/exchange");

  private Fixtures() {}

  /** A model file; the largest is packed, and unpacked into a folder. */
  static Path file(String name, Path folder) throws IOException {
    Path plain = FOLDER.resolve(name);
    if (Files.exists(plain)) {
      return plain;
    }
    Path unpacked = folder.resolve(name);
    try (var in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + ".gz")))) {
      return Files.write(unpacked, in.readAllBytes());
    }
  }

  static List<MnistImage> images() throws IOException {
    byte[] all = Files.readAllBytes(FOLDER.resolve("images.bin"));
    List<MnistImage> images = new ArrayList<>();
    for (int from = 0; from < all.length; from += MnistImage.PIXELS) {
      images.add(MnistImage.of(Arrays.copyOfRange(all, from, from + MnistImage.PIXELS)));
    }
    return images;
  }

  /** Some of MNIST's test images; the calling test is skipped where they are absent. */
  static List<MnistImage> mnist() throws IOException {
    return SharedFolder.mnist().test().stream().limit(100).map(LabelledImage::image).toList();
  }

  /** What Keras says of the images. */
  static List<double[]> probabilities(String name) throws IOException {
    return Files.readAllLines(FOLDER.resolve(name + ".csv")).stream()
        .map(line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  /** What mnistfit says of images. */
  static List<double[]> probabilities(Model model, List<MnistImage> images) {
    try (var network = DigitNetwork.of(model, Engine.JAVA)) {
      return network.probabilities(images);
    }
  }
}
