package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A worker that a picture can crash: its first byte is the image's first pixel, or an order. */
public final class FragileWorker implements Fitter {
  public static final byte DIE = -1;
  static final byte HANG = -2;
  static final byte REFUSE = -3;

  /** Asks its judge about two images that differ, and finds as many lines as it says yes. */
  static final byte ASK = -4;

  /** Takes half a second. */
  public static final byte SLOW = -5;

  private static final int SLOW_MILLISECONDS = 500;

  /** Works until {@link #go} is there, and makes {@link #begun} before. */
  static final byte WORK = -6;

  /** A folder's environment variable. */
  static final String PLACE = "FRAGILE_WORKER_PLACE";

  /** Two such workers. */
  public static ProcessFitter workers(Duration timeout) {
    return workers(timeout, FragileWorker.class.getName());
  }

  /** Workers that end before they are ready. */
  public static ProcessFitter neverReady() {
    return workers(Duration.ofMinutes(1), "NoSuchClass");
  }

  private static ProcessFitter workers(Duration timeout, String main) {
    return new ProcessFitter(command(main), FitOrder.of(Fit.standard(), Set.of()), 2, timeout);
  }

  static List<String> command(String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.library.path=" + System.getProperty("java.library.path"),
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("never ready")) {
      hang();
    }
    FitWorker.run(System.in, System.out, order -> new FragileWorker());
  }

  @Override
  public Fitted fit(PictureSource source) {
    byte first = first(source);
    switch (first) {
      case DIE -> Runtime.getRuntime().halt(139);
      case HANG -> hang();
      case SLOW -> rest();
      case WORK -> work(Path.of(System.getenv(PLACE)));
      default -> {}
    }
    return first == REFUSE
        ? new Fitted.Unreadable("no picture")
        : new Fitted.Image(image(first), Extras.NONE);
  }

  @Override
  public Segmented segment(PictureSource source, DigitTest test) {
    byte first = first(source);
    if (first == SLOW) {
      rest();
    }
    if (first != ASK) {
      return new Segmented.Lines(List.of(), Optional.empty(), Optional.empty());
    }
    boolean[] areDigits = test.areDigits(List.of(image((byte) 1), image((byte) 2)));
    return new Fitted.Unreadable(areDigits[0] + " " + areDigits[1]);
  }

  private static byte first(PictureSource source) {
    try {
      return source.bytes()[0];
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void hang() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  static Path begun(Path place) {
    return place.resolve("begun");
  }

  static Path go(Path place) {
    return place.resolve("go");
  }

  private static void work(Path place) {
    try {
      Files.createFile(begun(place));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    while (!Files.exists(go(place))) {
      Thread.onSpinWait();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(SLOW_MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static MnistImage image(byte first) {
    byte[] pixels = new byte[MnistImage.PIXELS];
    pixels[0] = first;
    return MnistImage.of(pixels);
  }

  @Override
  public void close() {}
}
