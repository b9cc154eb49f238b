package io.github.mnistfit.network;

import io.github.mnistfit.image.OpenCv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * A trained network that says for each pixel of a picture what it shows. May be used by several
 * threads, one after the other.
 *
 * <p>DL4J trains it; to read, OpenCV's dnn computes, which is loaded for the picture already. It
 * takes a quarter of DL4J's time a picture, and ND4J needn't start ({@code docs/experiments.md},
 * "Who computes learned ink").
 */
public final class InkNetwork implements AutoCloseable {
  /** Pictures that go through the network at once, which bounds its memory. */
  private static final int BATCH = 8;

  private final Net network;
  private boolean closed;

  private InkNetwork(Net network) {
    this.network = network;
  }

  /**
   * Builds the network of a model.
   *
   * @throws UnsatisfiedLinkError if OpenCV has no library for this machine
   */
  public static InkNetwork of(InkModel model) {
    OpenCv.load();
    var bytes = new MatOfByte(InkOnnx.of(model));
    Net network = Dnn.readNetFromONNX(bytes);
    bytes.release();
    network.setPreferableBackend(Dnn.DNN_BACKEND_OPENCV);
    return new InkNetwork(network);
  }

  /**
   * Loads a model file.
   *
   * @throws ModelFileException if it is no usable model; the message is for the user
   */
  public static InkNetwork load(Path file) throws ModelFileException {
    return load(file, InkModelFile.read(file));
  }

  /**
   * Loads the model file of one kind of network: the other one would answer, and badly.
   *
   * @throws ModelFileException if it is no usable model, or one of another architecture; the
   *     message is for the user
   */
  public static InkNetwork load(Path file, InkArchitecture architecture) throws ModelFileException {
    return load(file, read(file, architecture));
  }

  /**
   * Reads a model's file and builds nothing: what is damaged is told before it is needed.
   *
   * @throws ModelFileException as {@link #load(Path, InkArchitecture)} does, but for weights whose
   *     answers aren't numbers
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

  private static InkNetwork load(Path file, InkModel model) throws ModelFileException {
    InkNetwork network = of(model);
    // Weights may be numbers, and so large that what they give isn't one.
    float[] values = new float[InkArchitecture.STRIDE * InkArchitecture.STRIDE];
    for (int i = 0; i < values.length; i += 5) {
      values[i] = 1;
    }
    PageMap map = network.find(values, InkArchitecture.STRIDE, InkArchitecture.STRIDE);
    for (float digit : map.digits()) {
      if (!Float.isFinite(digit)) {
        network.close();
        throw new ModelFileException(file + " is damaged: its network answers " + digit + ".");
      }
    }
    return network;
  }

  /**
   * Says what the pixels of pictures show.
   *
   * @param images any number of them
   * @return for each picture, in order, what its pixels show
   * @throws IllegalStateException if this is closed
   */
  public synchronized List<InkMap> find(List<InkImage> images) {
    List<InkMap> maps = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += BATCH) {
      List<InkImage> batch = images.subList(from, Math.min(from + BATCH, images.size()));
      float[] pixels = new float[batch.size() * InkImage.PIXELS];
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).copyTo(pixels, i * InkImage.PIXELS);
      }
      float[] logits = logits(pixels, batch.size(), InkImage.SIDE, InkImage.SIDE);
      for (int i = 0; i < batch.size(); i++) {
        maps.add(InkMap.ofLogits(logits, i));
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
    return PageMap.ofLogits(logits(values, 1, height, width), width, height);
  }

  private float[] logits(float[] pixels, int images, int height, int width) {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
    int[] start = {0, 0, 0, 0};
    var input = new Mat(new int[] {images, 1, height, width}, CvType.CV_32F);
    input.put(start, pixels);
    network.setInput(input);
    Mat output = network.forward();
    float[] logits = new float[(int) output.total()];
    output.get(start, logits);
    input.release();
    output.release();
    return logits;
  }

  /** Waits for a thread that is being answered; OpenCV frees the network with this object. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
