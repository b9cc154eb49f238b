package io.github.mnistfit.measure;

import com.sun.management.OperatingSystemMXBean;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.samples.WorstCase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Measures how many seconds of processor time the worst drawings take in {@code predict} and in
 * {@code read}, without their decoding. Prints a line each.
 */
public final class WorstCases {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private WorstCases() {}

  /** What is measured. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Arguments: sides of the drawings, in pixels, with a colon and a drawing's name behind it for
   * that one alone; 10000 for noise of so many rows and columns.
   */
  public static void main(String... sides) throws IOException, InterruptedException {
    OpenCv.load();
    try (var recognizer = DigitRecognizer.open(Path.of("models/default.zip"));
        var reader = NumberReader.open(Path.of("models/default.zip"))) {
      // The second time is what counts: the first compiles.
      byte[] first = WorstCase.CHECKERS.pgm(480);
      recognizer.recognize(first);
      reader.read(PictureSource.of(first));
      for (String argument : sides) {
        int side = Integer.parseInt(argument.replaceFirst(":.*", ""));
        if (side >= 10_000) {
          measure("noise of " + side + "²", noise(side), recognizer, reader);
          continue;
        }
        for (WorstCase drawing : WorstCase.values()) {
          if (argument.contains(":") && !argument.endsWith(":" + drawing)) {
            continue;
          }
          String name = drawing.name().replace('_', ' ').toLowerCase(Locale.ROOT);
          measure(name + " " + side + "²", drawing.pgm(side), recognizer, reader);
        }
      }
    }
  }

  private static void measure(
      String name, byte[] file, DigitRecognizer recognizer, NumberReader reader)
      throws IOException, InterruptedException {
    double decoding =
        seconds(
            () -> {
              try (Picture picture = PictureReader.read(file, ColourMode.ON_PAPER)) {
                picture.mat();
              }
            });
    double predict = seconds(() -> recognizer.recognize(file)) - decoding;
    NumberReader.Work before = reader.work();
    double read = seconds(() -> reader.read(PictureSource.of(file))) - decoding;
    NumberReader.Work after = reader.work();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %d | %.2f |%n",
        name,
        decoding,
        Math.max(0, predict),
        Math.max(0, read),
        after.glyphs() - before.glyphs(),
        (after.pixels() - before.pixels()) / 1e6);
  }

  private static double seconds(Work work) throws IOException, InterruptedException {
    long before = PROCESS.getProcessCpuTime();
    work.run();
    return (PROCESS.getProcessCpuTime() - before) / 1e9;
  }

  private static byte[] noise(int side) {
    var pgm = new ByteArrayOutputStream();
    pgm.writeBytes("P5 %d %d 255\n".formatted(side, side).getBytes(StandardCharsets.US_ASCII));
    var random = new Random(1);
    byte[] row = new byte[side];
    for (int y = 0; y < side; y++) {
      random.nextBytes(row);
      pgm.writeBytes(row);
    }
    return pgm.toByteArray();
  }
}
