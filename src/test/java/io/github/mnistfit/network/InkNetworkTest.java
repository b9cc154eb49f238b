package io.github.mnistfit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class InkNetworkTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          "2026-01-01T00:00:00Z",
          "mnistfit train --recipe ink",
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          1,
          new Provenance.Score(1, 2));

  @TempDir private Path folder;

  @BeforeAll
  static void startNd4j() {
    Nd4jRuntime.start();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void convolutionsUseOneDnnInTraining(InkArchitecture architecture) {
    Assumptions.assumeTrue(
        BaseMKLDNNHelper.mklDnnEnabled() || System.getProperty("os.arch").equals("amd64"),
        "ND4J has no oneDNN build for this machine");
    var network = new ComputationGraph(architecture.trained(1, new LossMSE()));
    network.init();
    for (InkArchitecture.Convolution convolution : architecture.convolutions()) {
      assertThat(network.getLayer(convolution.name()).getHelper())
          .as(convolution.name())
          .isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void readingGivesWhatTheNetworkThatWasTrainedGives(InkArchitecture architecture) {
    var trained = trained(architecture);
    List<InkImage> images = images(3);
    float[] pixels = new float[3 * InkImage.PIXELS];
    for (int i = 0; i < 3; i++) {
      images.get(i).copyTo(pixels, i * InkImage.PIXELS);
    }
    INDArray output =
        trained.outputSingle(Nd4j.create(pixels).reshape('c', 3, 1, InkImage.SIDE, InkImage.SIDE));
    float[] logits = output.dup('c').data().asFloat();
    try (var network = InkNetwork.of(InkFolding.fold(architecture, trained))) {
      List<InkMap> maps = network.find(images);
      for (int i = 0; i < 3; i++) {
        InkMap expected = InkMap.ofOdds(odds(logits), i);
        for (InkClass inkClass : InkClass.values()) {
          assertThat(
                  largestDifference(
                      maps.get(i).probabilities(inkClass), expected.probabilities(inkClass)))
              .isLessThan(1e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void readingAPageGivesWhatTheNetworkThatWasTrainedGives(InkArchitecture architecture) {
    int width = 7 * InkArchitecture.STRIDE;
    int height = 4 * InkArchitecture.STRIDE;
    float[] pixels = new float[width * height];
    var random = new Random(2);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    var trained = trained(architecture);
    INDArray output = trained.outputSingle(Nd4j.create(pixels).reshape('c', 1, 1, height, width));
    PageMap expected = PageMap.ofOdds(odds(output.dup('c').data().asFloat()), width, height);
    try (var network = InkNetwork.of(InkFolding.fold(architecture, trained))) {
      PageMap page = network.find(pixels, width, height);
      assertThat(largestDifference(page.digits(), expected.digits())).isLessThan(1e-4);
      assertThat(largestDifference(page.marks(), expected.marks())).isLessThan(1e-4);
    }
  }

  private static float[] odds(float[] logits) {
    float[] odds = new float[logits.length];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = (float) Math.exp(logits[i]);
    }
    return odds;
  }

  @Test
  void aPixelsProbabilitiesAddUpToOne() {
    try (var network =
        InkNetwork.of(InkFolding.fold(InkArchitecture.DIGIT, trained(InkArchitecture.DIGIT)))) {
      InkMap map = network.find(images(1)).get(0);
      for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
        int at = pixel;
        assertThat(Arrays.stream(InkClass.values()).mapToDouble(c -> map.probability(c, at)).sum())
            .isCloseTo(1, within(1e-5));
      }
    }
  }

  /** So they do where all logits are so large, or so small, that no float has their powers. */
  @ParameterizedTest
  @ValueSource(floats = {-1000, 1000})
  void logitsOfAnySizeGiveProbabilities(float logit) {
    List<InkArchitecture.Convolution> layers = InkArchitecture.DIGIT.convolutions();
    InkArchitecture.Convolution last = layers.get(layers.size() - 1);
    float[] parameters = new float[InkArchitecture.DIGIT.parameterCount()];
    int from = parameters.length - last.weights() - last.outputs();
    Arrays.fill(parameters, from, from + last.outputs(), logit);
    try (var network = InkNetwork.of(new InkModel(InkArchitecture.DIGIT, parameters))) {
      assertThat(digit(network, images(1).get(0))).containsOnly(0.25f);
    }
  }

  /** Each thread has a network of OpenCV's own; all of them must convolve alike. */
  @Test
  void severalThreadsAreAnsweredAsOneIs() throws Exception {
    try (var network = InkNetwork.load(Path.of("models", "ink.zip"))) {
      List<InkImage> images = images(16);
      List<float[]> alone = images.stream().map(image -> digit(network, image)).toList();
      List<float[]> together = images.parallelStream().map(image -> digit(network, image)).toList();
      for (int i = 0; i < images.size(); i++) {
        assertThat(together.get(i)).containsExactly(alone.get(i));
      }
    }
  }

  private static float[] digit(InkNetwork network, InkImage image) {
    return network.find(List.of(image)).get(0).probabilities(InkClass.DIGIT);
  }

  /** Who closes it knows that nobody is answered any more. */
  @Test
  void closingWaitsForWhoIsAnsweredAndRefusesTheNext() throws Exception {
    var network =
        InkNetwork.of(InkFolding.fold(InkArchitecture.DIGIT, trained(InkArchitecture.DIGIT)));
    List<InkImage> images = images(2);
    float[] expected = network.find(images).get(1).probabilities(InkClass.DIGIT);
    var first = new CountDownLatch(1);
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(
            () -> {
              while (true) {
                assertThat(network.find(images).get(1).probabilities(InkClass.DIGIT))
                    .containsExactly(expected);
                first.countDown();
              }
            });
    assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
    network.close();
    network.close(); // once is enough
    assertThatThrownBy(() -> asking.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the network is closed");
    assertThatThrownBy(() -> network.find(new float[1], 1, 1)).hasMessage("the network is closed");
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aModelFileGivesTheModelBack(InkArchitecture architecture) throws Exception {
    InkModel model = InkFolding.fold(architecture, trained(architecture));
    Path file = folder.resolve("ink.zip");
    byte[] bytes = InkModelFile.toBytes(model, PROVENANCE);
    Files.write(file, bytes);
    InkModel read = InkModelFile.read(file);
    assertThat(read.architecture()).isSameAs(architecture);
    assertThat(read.parameters()).isEqualTo(model.parameters());
    assertThat(InkModelFile.readProvenance(file)).isEqualTo(PROVENANCE);
    assertThat(InkModelFile.toBytes(model, PROVENANCE)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aNetworkOfAnotherArchitectureIsRefused(InkArchitecture architecture) {
    ComputationGraph trained = trained(architecture);
    for (InkArchitecture other : architectures()) {
      if (other != architecture) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> InkFolding.fold(other, trained))
            .withMessageContaining("stem has");
      }
    }
  }

  @Test
  void whatIsNoInkModelIsRefused() throws Exception {
    Path file = folder.resolve("other.zip");
    assertThatThrownBy(() -> InkModelFile.read(file)).hasMessageContaining("There is no model");
    Files.writeString(file, "PK");
    assertThatThrownBy(() -> InkModelFile.read(file)).isInstanceOf(ModelFileException.class);
    var digits = new Model(Architecture.ARTICLE, new float[3], 1);
    Files.write(file, ModelFile.toBytes(digits, PROVENANCE));
    assertThatThrownBy(() -> InkModelFile.read(file)).hasMessageContaining("no ink model");
    float[] parameters = new float[InkArchitecture.DIGIT.parameterCount()];
    parameters[7] = Float.NaN;
    assertThatThrownBy(() -> new InkModel(InkArchitecture.DIGIT, parameters))
        .hasMessageContaining("NaN");
  }

  @Test
  void contrastIsStretched() {
    float[] grey = new float[InkImage.PIXELS];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = i % InkImage.SIDE < 20 ? 0.4f : 0.6f;
    }
    InkImage image = InkImage.of(grey);
    assertThat(image.at(0, 0)).isCloseTo(0, within(0.01f));
    assertThat(image.at(0, 90)).isCloseTo(1, within(0.01f));
  }

  private static double largestDifference(float[] values, float[] others) {
    assertThat(values).hasSameSizeAs(others);
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, Math.abs(values[i] - others[i]));
    }
    return largest;
  }

  static List<InkArchitecture> architectures() {
    return InkArchitecture.ALL;
  }

  private static ComputationGraph trained(InkArchitecture architecture) {
    var network = new ComputationGraph(architecture.trained(7, new LossMSE()));
    network.init();
    float[] parameters = network.params().dup().data().asFloat();
    var random = new Random(7); // no statistic stays at the 0 or 1 that it begins with
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.1f * (random.nextFloat() - 0.5f);
    }
    network.setParams(Nd4j.create(parameters));
    return network;
  }

  private static List<InkImage> images(int n) {
    var random = new Random(3);
    List<InkImage> images = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] grey = new float[InkImage.PIXELS];
      for (int k = 0; k < grey.length; k++) {
        grey[k] = random.nextFloat();
      }
      images.add(InkImage.of(grey));
    }
    return images;
  }
}
