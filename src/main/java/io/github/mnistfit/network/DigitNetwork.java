package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained network that reads images, or several whose answers are averaged. May be used by
 * several threads, one after the other: DL4J makes them wait.
 */
public final class DigitNetwork implements AutoCloseable {
  /** Images that go through the network at once; larger batches are no faster. */
  private static final int BATCH = 64;

  private final List<Member> members;
  private final double rejectionThreshold;

  private DigitNetwork(List<Member> members, double rejectionThreshold) {
    this.members = members;
    this.rejectionThreshold = rejectionThreshold;
  }

  /**
   * Loads a model file.
   *
   * @throws ModelFileException if it is no usable model; the message is for the user
   */
  public static DigitNetwork load(Path file) throws ModelFileException {
    return load(List.of(file));
  }

  /**
   * Loads model files whose networks are to answer together.
   *
   * @param files at least one
   * @throws ModelFileException if one is no usable model; the message is for the user
   */
  public static DigitNetwork load(List<Path> files) throws ModelFileException {
    List<Model> models = new ArrayList<>();
    // ND4J takes twice as long to start as a file to be read and checked.
    CompletableFuture<Void> starting = Nd4jRuntime.startAhead();
    try {
      for (Path file : files) {
        models.add(ModelFile.read(file));
      }
    } finally {
      starting.join();
    }
    List<Member> members = new ArrayList<>();
    double rejectionThreshold = 0;
    for (int i = 0; i < files.size(); i++) {
      try {
        members.add(Member.of(models.get(i)));
        members.get(i).requireNumbers();
      } catch (IllegalArgumentException e) {
        throw new ModelFileException(files.get(i) + " is damaged: " + e.getMessage() + ".", e);
      }
      rejectionThreshold += models.get(i).rejectionThreshold() / files.size();
    }
    return new DigitNetwork(members, rejectionThreshold);
  }

  /**
   * Builds the network of a model.
   *
   * @throws IllegalArgumentException if the parameters aren't as many as the architecture has
   */
  public static DigitNetwork of(Model model) {
    return new DigitNetwork(List.of(Member.of(model)), model.rejectionThreshold());
  }

  /** The rejection threshold: with less confidence, an image shows no digit; 0 if there is none. */
  public double rejectionThreshold() {
    return rejectionThreshold;
  }

  /**
   * Reads images.
   *
   * @param images any number of them
   * @return for each image, in order, ten probabilities for the digits 0 to 9 that add up to 1
   */
  public List<double[]> probabilities(List<MnistImage> images) {
    List<double[]> all = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += BATCH) {
      List<MnistImage> batch = images.subList(from, Math.min(from + BATCH, images.size()));
      List<double[]> mean = members.get(0).probabilities(batch);
      for (Member member : members.subList(1, members.size())) {
        add(member.probabilities(batch), mean);
      }
      mean.forEach(probabilities -> divide(probabilities, members.size()));
      all.addAll(mean);
    }
    return all;
  }

  private static void add(List<double[]> other, List<double[]> sum) {
    for (int i = 0; i < sum.size(); i++) {
      for (int d = 0; d < Architecture.CLASSES; d++) {
        sum.get(i)[d] += other.get(i)[d];
      }
    }
  }

  private static void divide(double[] probabilities, double by) {
    for (int d = 0; d < probabilities.length; d++) {
      probabilities[d] /= by;
    }
  }

  /** Ink in places. */
  private static MnistImage probe() {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int i = 0; i < pixels.length; i += 5) {
      pixels[i] = (byte) 255;
    }
    return MnistImage.of(pixels);
  }

  @Override
  public void close() {
    // Not MultiLayerNetwork.close, which collects all garbage twice: as long as fitting a picture
    // takes, at the end of each command. What it frees besides waits for the next network.
    for (Member member : members) {
      INDArray parameters = member.network().params();
      if (parameters.closeable()) { // not if that is done already
        parameters.close();
      }
    }
  }

  /**
   * One of the networks.
   *
   * @param temperature what its logits are divided by
   */
  private record Member(MultiLayerNetwork network, double temperature) {
    static Member of(Model model) {
      Nd4jRuntime.start();
      return new Member(
          Networks.forPrediction(model.architecture(), model.parameters()), model.temperature());
    }

    /**
     * Reads an image: weights may be numbers, and so large that what they give isn't one.
     *
     * @throws IllegalArgumentException if an answer is no number
     */
    void requireNumbers() {
      try (INDArray input = input(List.of(probe()));
          INDArray output = network.output(input)) {
        float sum = output.sumNumber().floatValue();
        if (!Float.isFinite(sum)) {
          throw new IllegalArgumentException("its network answers " + sum);
        }
      }
    }

    private static INDArray input(List<MnistImage> batch) {
      return Nd4j.create(Networks.pixels(batch))
          .reshape(batch.size(), MnistImage.SIDE, MnistImage.SIDE, 1);
    }

    List<double[]> probabilities(List<MnistImage> batch) {
      List<double[]> all = new ArrayList<>(batch.size());
      try (INDArray input = input(batch);
          INDArray output = network.output(input)) {
        float[] values = output.dup('c').data().asFloat();
        for (int i = 0; i < batch.size(); i++) {
          all.add(calibrated(values, i * Architecture.CLASSES));
        }
      }
      return all;
    }

    /**
     * softmax(logits / T), from the softmax at T = 1: its logarithms are the logits but for a sum.
     */
    private double[] calibrated(float[] values, int from) {
      var probabilities = new double[Architecture.CLASSES];
      double sum = 0;
      for (int d = 0; d < probabilities.length; d++) {
        probabilities[d] = Math.pow(values[from + d], 1 / temperature);
        sum += probabilities[d];
      }
      if (Double.isNaN(sum)) { // an overflow that the probe didn't show: nothing is known
        Arrays.fill(probabilities, 1.0 / probabilities.length);
        return probabilities;
      }
      divide(probabilities, sum);
      return probabilities;
    }
  }
}
