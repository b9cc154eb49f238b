package io.github.mnistfit;

import io.github.mnistfit.fit.CleanInk;
import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkMap;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes hypotheses of a picture with a network that finds ink. The network is loaded when a picture
 * is in doubt for the first time, so most runs never load it.
 */
final class InkHypotheses implements AutoCloseable {
  private final LazyInkNetwork network;
  private final LongAdder looks = new LongAdder();

  /**
   * Loads nothing yet.
   *
   * @param model an ink network's model file
   */
  InkHypotheses(Path model) {
    this.network = new LazyInkNetwork(() -> InkNetwork.load(model, InkArchitecture.DIGIT));
  }

  /** Finds ink with the network, which is loaded if it isn't yet. */
  InkFinder finder() throws ModelFileException {
    return finder(new LongAdder());
  }

  /**
   * The same, timed.
   *
   * @param nanoseconds gets the time of loading and of each look
   */
  InkFinder finder(LongAdder nanoseconds) throws ModelFileException {
    long start = System.nanoTime();
    InkNetwork loaded = network.get();
    nanoseconds.add(System.nanoTime() - start);
    return new InkFinder(
        images -> {
          looks.add(images.size());
          long begin = System.nanoTime();
          List<InkMap> maps = loaded.find(images);
          nanoseconds.add(System.nanoTime() - begin);
          return maps;
        });
  }

  /** In how many images ink was looked for. */
  long looks() {
    return looks.sum();
  }

  /** Fits ink: an image in MNIST's form for each look of which enough is left. */
  static List<MnistImage> images(List<DigitInk> looks) {
    return looks.stream().map(DigitInk::ink).map(CleanInk::fit).flatMap(Optional::stream).toList();
  }

  /** Whether a picture is no larger than MNIST's own, so that ink is hardly told from paper. */
  static boolean isTiny(GreyImage picture) {
    return Math.max(picture.width(), picture.height()) <= MnistImage.SIDE;
  }

  @Override
  public void close() {
    network.close();
  }
}
