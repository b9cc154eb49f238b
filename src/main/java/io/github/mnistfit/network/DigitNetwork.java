package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A trained network that reads images, or several whose answers are averaged. Threads that ask at
 * the same time take turns, a batch each: one that has few images doesn't wait for one that has
 * thousands.
 */
public final class DigitNetwork implements AutoCloseable {
  /** Images that go through the network at once; larger batches are no faster. */
  private static final int BATCH = 64;

  /** So many images are read by plain Java before DL4J is started, unless one is asked for. */
  static final int FEW = 32;

  private final List<Member> members;
  private final double rejectionThreshold;
  private final Engine engine;
  private final Set<Engine> used = EnumSet.noneOf(Engine.class);
  private int plain;
  private boolean closed;

  /** Fair, or who has a thousand images would have the next turn, too, and the next. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private DigitNetwork(List<Member> members, double rejectionThreshold, Engine engine) {
    this.members = members;
    this.rejectionThreshold = rejectionThreshold;
    this.engine = engine;
  }

  /**
   * Loads a model file.
   *
   * @throws ModelFileException if it is no usable model; the message is for the user
   */
  public static DigitNetwork load(Path file) throws ModelFileException {
    return load(List.of(file), Engine.AUTO);
  }

  /**
   * Loads model files whose networks are to answer together.
   *
   * @param files at least one
   * @param engine what is to compute
   * @throws ModelFileException if one is no usable model; the message is for the user
   */
  public static DigitNetwork load(List<Path> files, Engine engine) throws ModelFileException {
    List<Model> models = new ArrayList<>();
    // ND4J takes twice as long to start as a file to be read and checked.
    CompletableFuture<Void> starting =
        engine == Engine.DL4J ? Nd4jRuntime.startAhead() : CompletableFuture.completedFuture(null);
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
        members.add(new Member(models.get(i)));
        members.get(i).requireNumbers();
        members.get(i).by(engine); // built now, not when the first image waits
      } catch (IllegalArgumentException e) {
        throw new ModelFileException(files.get(i) + " is damaged: " + e.getMessage() + ".", e);
      }
      rejectionThreshold += models.get(i).rejectionThreshold() / files.size();
    }
    return new DigitNetwork(members, rejectionThreshold, engine);
  }

  /**
   * Builds the network of a model, for many images: DL4J computes.
   *
   * @throws IllegalArgumentException if the parameters aren't as many as the architecture has
   */
  public static DigitNetwork of(Model model) {
    return of(model, Engine.DL4J);
  }

  /**
   * Builds the networks of models that are to answer together, for many images: DL4J computes.
   *
   * @param models at least one
   * @throws IllegalArgumentException if one has another number of parameters than its architecture
   */
  public static DigitNetwork of(List<Model> models) {
    return of(models, Engine.DL4J);
  }

  /**
   * Builds the network of a model.
   *
   * @param engine what is to compute
   * @throws IllegalArgumentException if the parameters aren't as many as the architecture has
   */
  public static DigitNetwork of(Model model, Engine engine) {
    return of(List.of(model), engine);
  }

  private static DigitNetwork of(List<Model> models, Engine engine) {
    return new DigitNetwork(
        models.stream().map(Member::new).toList(),
        models.stream().mapToDouble(Model::rejectionThreshold).average().orElseThrow(),
        engine);
  }

  /**
   * Asks the network of a model once: weights may be numbers, and still overflow.
   *
   * @throws IllegalArgumentException if the parameters aren't as many as the architecture has, or
   *     an answer is no number
   */
  public static void requireNumbers(Model model) {
    new Member(model).requireNumbers();
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
   * @throws IllegalStateException if this is closed, or is closed meanwhile
   */
  public List<double[]> probabilities(List<MnistImage> images) {
    List<double[]> all = new ArrayList<>(images.size());
    while (all.size() < images.size()) {
      all.addAll(ofNextBatch(images.subList(all.size(), images.size())));
    }
    return all;
  }

  /** Reads as many as one engine takes at once, from the first. */
  private List<double[]> ofNextBatch(List<MnistImage> images) {
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the network is closed");
      }
      int most = Math.min(BATCH, images.size());
      if (engine == Engine.AUTO && plain < FEW) {
        int few = Math.min(FEW - plain, most);
        plain += few;
        return probabilities(images.subList(0, few), Engine.JAVA);
      }
      return probabilities(
          images.subList(0, most), engine == Engine.JAVA ? Engine.JAVA : Engine.DL4J);
    } finally {
      turn.unlock();
    }
  }

  private List<double[]> probabilities(List<MnistImage> batch, Engine by) {
    used.add(by);
    List<double[]> mean = members.get(0).probabilities(batch, by);
    for (Member member : members.subList(1, members.size())) {
      add(member.probabilities(batch, by), mean);
    }
    mean.forEach(probabilities -> divide(probabilities, members.size()));
    return mean;
  }

  /** What has computed so far: never {@link Engine#AUTO}. */
  public Set<Engine> engines() {
    turn.lock();
    try {
      return Set.copyOf(used);
    } finally {
      turn.unlock();
    }
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

  /** Waits for the batch that is being read, and for no other. */
  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      members.forEach(Member::close);
    } finally {
      turn.unlock();
    }
  }

  /** One of the networks. */
  private static final class Member {
    private final Architecture architecture;
    private final List<FoldedLayer> layers;
    private final double temperature;
    private final PlainForwardPass plain;

    /** Built when it is needed: DL4J takes longer to start than a few images to be read. */
    private Dl4jForwardPass dl4j;

    Member(Model model) {
      architecture = model.architecture();
      layers = FoldedLayer.of(architecture, model.parameters());
      temperature = model.temperature();
      plain = new PlainForwardPass(layers);
    }

    /**
     * Reads an image: weights may be numbers, and so large that what they give isn't one. Plain
     * Java does it, for DL4J's layers can lose such an answer on its way.
     *
     * @throws IllegalArgumentException if an answer is no number
     */
    void requireNumbers() {
      for (float probability : plain.probabilities(List.of(probe()))) {
        if (!Float.isFinite(probability)) {
          throw new IllegalArgumentException("its network answers " + probability);
        }
      }
    }

    List<double[]> probabilities(List<MnistImage> batch, Engine engine) {
      float[] values = by(engine).probabilities(batch);
      List<double[]> all = new ArrayList<>(batch.size());
      for (int i = 0; i < batch.size(); i++) {
        all.add(calibrated(values, i * Architecture.CLASSES));
      }
      return all;
    }

    private ForwardPass by(Engine engine) {
      if (engine != Engine.DL4J) {
        return plain;
      }
      if (dl4j == null) {
        dl4j = new Dl4jForwardPass(architecture, layers);
      }
      return dl4j;
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

    void close() {
      if (dl4j != null) {
        dl4j.close();
      }
    }
  }
}
