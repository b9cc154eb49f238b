package io.github.mnistfit.network;

import io.github.mnistfit.image.OpenCv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * A trained network that says for each pixel of a picture what it shows. May be used by several
 * threads: as many as the machine has processors are answered at the same time, up to eight, but
 * for pages, each of which needs much memory, one.
 *
 * <p>DL4J trains it; to read, OpenCV's dnn computes, which is loaded for the picture already. It
 * takes a quarter of DL4J's time a picture, and ND4J needn't start ({@code docs/experiments.md},
 * "Who computes learned ink").
 */
public final class InkNetwork implements AutoCloseable {
  /** Pictures that go through the network at once, which bounds its memory. */
  private static final int BATCH = 8;

  /** Each of OpenCV's networks takes 7 MB. */
  private static final int MOST_AT_ONCE = Math.min(8, Runtime.getRuntime().availableProcessors());

  /**
   * Larger ones count as so large, and smaller ones as so small: the powers of <i>e</i> of a
   * pixel's classes must add up to a number above 0.
   */
  private static final Scalar LARGEST_LOGIT = Scalar.all(60);

  private static final Scalar SMALLEST_LOGIT = Scalar.all(-60);

  private final InkModel model;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE, /* fair= */ true);

  /** OpenCV's networks, each of which answers one thread at a time; more are built on demand. */
  private final Queue<Net> idle = new ConcurrentLinkedQueue<>();

  private boolean closed;

  private InkNetwork(InkModel model) {
    this.model = model;
    idle.add(net(model));
  }

  /**
   * Builds the network of a model.
   *
   * @throws UnsatisfiedLinkError if OpenCV has no library for this machine
   */
  public static InkNetwork of(InkModel model) {
    OpenCv.load();
    return new InkNetwork(model);
  }

  private static Net net(InkModel model) {
    var bytes = new MatOfByte(InkOnnx.of(model));
    Net network = Dnn.readNetFromONNX(bytes);
    bytes.release();
    network.setPreferableBackend(Dnn.DNN_BACKEND_OPENCV);
    return network;
  }

  /**
   * Loads a model file.
   *
   * @throws ModelFileException if it is no usable model; the message is for the user
   */
  public static InkNetwork load(Path file) throws ModelFileException {
    return ready(InkModelFile.read(file));
  }

  /**
   * Loads the model file of one kind of network: the other one would answer, and badly.
   *
   * @throws ModelFileException if it is no usable model, or one of another architecture; the
   *     message is for the user
   */
  public static InkNetwork load(Path file, InkArchitecture architecture) throws ModelFileException {
    return ready(read(file, architecture));
  }

  /**
   * Reads a model's file and builds nothing: what is damaged is told before it is needed.
   *
   * @throws ModelFileException as {@link #load(Path, InkArchitecture)} does
   */
  static void check(Path file, InkArchitecture architecture) throws ModelFileException {
    read(file, architecture);
  }

  private static InkModel read(Path file, InkArchitecture architecture) throws ModelFileException {
    InkModel model = InkModelFile.read(file);
    if (model.architecture() != architecture) {
      throw new ModelFileException(
          "%s finds the ink of %s; here the network that finds that of %s is needed."
              .formatted(file, model.architecture().purpose(), architecture.purpose()));
    }
    return model;
  }

  /**
   * Builds a network and shows it a picture: by the size of the first one OpenCV chooses how to
   * convolve all. After a smaller one, such as a narrow page, the others would take a third longer.
   */
  private static InkNetwork ready(InkModel model) {
    InkNetwork network = of(model);
    network.find(new float[InkImage.PIXELS], InkImage.SIDE, InkImage.SIDE);
    return network;
  }

  /**
   * Says what the pixels of pictures show.
   *
   * @param images any number of them
   * @return for each picture, in order, what its pixels show
   * @throws IllegalStateException if this is closed
   */
  public List<InkMap> find(List<InkImage> images) {
    List<InkMap> maps = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += BATCH) {
      List<InkImage> batch = images.subList(from, Math.min(from + BATCH, images.size()));
      float[] pixels = new float[batch.size() * InkImage.PIXELS];
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).copyTo(pixels, i * InkImage.PIXELS);
      }
      float[] odds = odds(pixels, batch.size(), InkImage.SIDE, InkImage.SIDE);
      for (int i = 0; i < batch.size(); i++) {
        maps.add(InkMap.ofOdds(odds, i));
      }
    }
    return maps;
  }

  /**
   * Says what the pixels of a page show.
   *
   * @param values as {@link InkImage#relative(float, float, float)} gives them, row by row
   * @param width a multiple of {@link InkArchitecture#STRIDE}
   * @param height a multiple of {@link InkArchitecture#STRIDE}
   * @throws IllegalStateException if this is closed
   */
  public synchronized PageMap find(float[] values, int width, int height) {
    return PageMap.ofOdds(odds(values, 1, height, width), width, height);
  }

  /** <i>e</i> to the power of each logit, which OpenCV computes many times as fast as Java. */
  private float[] odds(float[] pixels, int images, int height, int width) {
    places.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("the network is closed");
      }
      Net network = Optional.ofNullable(idle.poll()).orElseGet(() -> net(model));
      float[] odds = odds(network, pixels, images, height, width);
      idle.add(network);
      return odds;
    } finally {
      places.release();
    }
  }

  private static float[] odds(Net network, float[] pixels, int images, int height, int width) {
    int[] start = {0, 0, 0, 0};
    var input = new Mat(new int[] {images, 1, height, width}, CvType.CV_32F);
    input.put(start, pixels);
    network.setInput(input);
    Mat output = network.forward();
    Core.min(output, LARGEST_LOGIT, output);
    Core.max(output, SMALLEST_LOGIT, output);
    Core.exp(output, output);
    float[] odds = new float[(int) output.total()];
    output.get(start, odds);
    input.release();
    output.release();
    return odds;
  }

  /** Waits for threads that are being answered; OpenCV frees the networks with this object. */
  @Override
  public void close() {
    places.acquireUninterruptibly(MOST_AT_ONCE);
    closed = true;
    places.release(MOST_AT_ONCE);
  }
}
