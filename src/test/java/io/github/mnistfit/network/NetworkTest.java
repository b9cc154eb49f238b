package io.github.mnistfit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class NetworkTest {
  @BeforeAll
  static void startNd4j() {
    Nd4jRuntime.start();
  }

  @Test
  void articleHasTheArticlesLayers() {
    var network =
        new MultiLayerNetwork(Networks.trained(Architecture.ARTICLE, 1, CNN2DFormat.NCHW));
    network.init();
    // 3·3·1·32+32, 3·3·32·64+64, 3·3·64·64+64, 4·4·64·100+100, 100·10+10
    assertThat(network.numParams()).isEqualTo(320 + 18_496 + 36_928 + 102_500 + 1_010);
  }

  @ParameterizedTest
  @MethodSource("io.github.mnistfit.network.Architecture#named")
  void convolutionsAndPoolsUseOneDnn(Architecture architecture) {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        BaseMKLDNNHelper.mklDnnEnabled() || System.getProperty("os.arch").equals("amd64"),
        "ND4J has no oneDNN build for this machine");
    var network = new MultiLayerNetwork(Networks.folded(architecture));
    network.init();
    network.output(Nd4j.rand(2, MnistImage.SIDE, MnistImage.SIDE, 1));
    assertThat(network.getLayer(0).getHelper()).as("convolution").isNotNull();
    assertThat(Arrays.stream(network.getLayers()).filter(l -> l.getHelper() != null))
        .as("layers with a helper")
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("io.github.mnistfit.network.Architecture#named")
  void predictionGivesTheProbabilitiesOfTheNetworkThatWasTrained(Architecture architecture) {
    var nchw = new MultiLayerNetwork(Networks.trained(architecture, 7, CNN2DFormat.NCHW));
    nchw.init();
    float[] parameters = nchw.params().data().asFloat();
    var random = new Random(7); // no statistic stays at the 0 or 1 that it begins with
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.1f * (random.nextFloat() - 0.5f);
    }
    nchw.setParams(Nd4j.create(parameters));
    List<MnistImage> images = randomImages(20);
    float[] expected =
        nchw.output(Nd4j.create(MnistImage.relative(images)).reshape(20, 1, 28, 28))
            .data()
            .asFloat();
    try (var network = DigitNetwork.of(new Model(architecture, parameters, 1))) {
      List<double[]> answers = network.probabilities(images);
      for (int i = 0; i < 20; i++) {
        for (int d = 0; d < 10; d++) {
          // Folded weights are rounded: float has 24 bits, and eight layers follow each other.
          assertThat(answers.get(i)[d]).isCloseTo(expected[10 * i + d], within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"default.zip", "article.zip"})
  void allEnginesAnswerAlike(String model) throws Exception {
    List<MnistImage> images =
        SharedFolder.mnist().test().stream().limit(1000).map(LabelledImage::image).toList();
    List<Path> files = List.of(Path.of("models", model));
    try (var dl4j = DigitNetwork.load(files, Engine.DL4J);
        var java = DigitNetwork.load(files, Engine.JAVA);
        var auto = DigitNetwork.load(files, Engine.AUTO)) {
      List<double[]> expected = dl4j.probabilities(images);
      for (DigitNetwork network : List.of(java, auto)) {
        List<double[]> answers = network.probabilities(images);
        for (int i = 0; i < images.size(); i++) {
          assertThat(answers.get(i)).containsExactly(expected.get(i), within(1e-5));
        }
      }
      assertThat(dl4j.engines()).containsExactly(Engine.DL4J);
      assertThat(java.engines()).containsExactly(Engine.JAVA);
      assertThat(auto.engines()).containsExactlyInAnyOrder(Engine.JAVA, Engine.DL4J);
    }
  }

  @Test
  void aFewImagesNeedNoDl4j() {
    List<MnistImage> images = randomImages(DigitNetwork.FEW + 1);
    try (var network = DigitNetwork.of(randomModel(1), Engine.AUTO)) {
      network.probabilities(images.subList(0, DigitNetwork.FEW));
      assertThat(network.engines()).containsExactly(Engine.JAVA);
      network.probabilities(images.subList(DigitNetwork.FEW, images.size()));
      assertThat(network.engines()).contains(Engine.DL4J);
    }
  }

  @Test
  void anAnswerDoesNotDependOnTheBatch() {
    try (var network = DigitNetwork.of(randomModel(1))) {
      List<MnistImage> images = randomImages(131);
      List<double[]> together = network.probabilities(images);
      for (int i : new int[] {0, 63, 64, 130}) {
        assertThat(network.probabilities(images.subList(i, i + 1)).get(0))
            .containsExactly(together.get(i), within(1e-6));
      }
    }
  }

  /** A page's thousands of glyphs keep neither another picture waiting nor the end. */
  @Test
  void whoHasThousandsOfImagesTakesTurnsWithOthers() {
    List<MnistImage> few = randomImages(1);
    List<MnistImage> many = Collections.nCopies(20_000, few.get(0));
    var network = DigitNetwork.of(randomModel(1));
    var all = CompletableFuture.supplyAsync(() -> network.probabilities(many));
    while (network.engines().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(network.probabilities(few)).hasSize(1);
    assertThat(all).isNotDone();
    network.close();
    assertThatThrownBy(all::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the network is closed");
    assertThatThrownBy(() -> network.probabilities(few)).hasMessage("the network is closed");
  }

  @Test
  void aTemperatureChangesConfidencesButNoDigit() {
    List<MnistImage> images = randomImages(10);
    try (var sharp = DigitNetwork.of(randomModel(1));
        var soft = DigitNetwork.of(randomModel(2))) {
      List<double[]> one = sharp.probabilities(images);
      List<double[]> two = soft.probabilities(images);
      for (int i = 0; i < images.size(); i++) {
        double[] p = one.get(i);
        double[] q = two.get(i);
        assertThat(Arrays.stream(q).sum()).isCloseTo(1, within(1e-9));
        // softmax(z / 2) is the square root of softmax(z), made to add up to 1
        assertThat(q[3] / q[5]).isCloseTo(Math.sqrt(p[3] / p[5]), within(1e-4));
      }
    }
  }

  @Test
  void tooFewWeightsAreRefused() {
    assertThatThrownBy(() -> DigitNetwork.of(new Model(Architecture.ARTICLE, new float[3], 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 weights");
  }

  private static Model randomModel(double temperature) {
    var network =
        new MultiLayerNetwork(Networks.trained(Architecture.ARTICLE, 3, CNN2DFormat.NCHW));
    network.init();
    return new Model(Architecture.ARTICLE, network.params().data().asFloat(), temperature);
  }

  private static List<MnistImage> randomImages(int n) {
    var random = new Random(5);
    List<MnistImage> images = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] pixels = new byte[MnistImage.PIXELS];
      random.nextBytes(pixels);
      images.add(MnistImage.of(pixels));
    }
    return images;
  }
}
