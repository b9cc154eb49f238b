package io.github.mnistfit.measure;

import io.github.mnistfit.Prediction;
import io.github.mnistfit.fit.CleanInk;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.ink.DigitInk;
import io.github.mnistfit.ink.InkFinder;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.network.InkNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures what learned ink is worth on labelled pictures: the fit as it is, the ink alone, and a
 * judge between them. A digit is answered from the model's least confidence on.
 *
 * <p>Arguments: the digit model, the ink model, a folder for sheets of what was misread, then label
 * files ({@code path,label,…}) and folders of pictures without a digit.
 */
final class MeasureInk {
  /** From this confidence on, the first hypothesis is the answer. */
  private static final double SURE = 0.98;

  /** From this confidence on, another hypothesis is. */
  private static final double CLEAR = 0.9;

  private static final int NO_DIGIT = -1;

  private final DigitNetwork digits;
  private final InkNetwork ink;
  private final InkFinder finder;

  private long nanoseconds;

  private MeasureInk(Path digits, Path ink) throws IOException {
    this.digits = DigitNetwork.load(digits);
    this.ink = InkNetwork.of(InkModelFile.read(ink));
    this.finder = new InkFinder(this.ink::find);
  }

  private record Labelled(Path file, int label) {}

  /** An answer: the digit, or −1, and its confidence. */
  private record Reading(int digit, double confidence) {
    static final Reading NONE = new Reading(NO_DIGIT, 0);
  }

  private record Measured(
      Labelled picture, GreyImage copy, List<DigitInk> found, List<MnistImage> images,
      List<Reading> readings) {}

  /** Counts of one way of reading. */
  private static final class Tally {
    private int right;
    private int unanswered;
    private int wrong;
    private int surelyWrong;

    void add(int label, Reading reading, double least) {
      boolean answered = reading.digit() != NO_DIGIT && reading.confidence() >= least;
      if (!answered) {
        unanswered++;
        right += label == NO_DIGIT ? 1 : 0;
      } else if (reading.digit() == label) {
        right++;
      } else {
        wrong++;
        surelyWrong += reading.confidence() >= 0.9 ? 1 : 0;
      }
    }

    @Override
    public String toString() {
      return "right %d, ? %d, wrong %d, wrong at 0.9 or more %d"
          .formatted(right, unanswered, wrong, surelyWrong);
    }
  }

  public static void main(String[] args) throws IOException {
    var measure = new MeasureInk(Path.of(args[0]), Path.of(args[1]));
    Path sheets = Files.createDirectories(Path.of(args[2]));
    for (int i = 3; i < args.length; i++) {
      measure.measure(Path.of(args[i]), sheets.resolve("misread-" + (i - 2) + ".png"));
    }
    measure.digits.close();
    measure.ink.close();
  }

  private void measure(Path path, Path sheet) throws IOException {
    double least = digits.minConfidence();
    List<Measured> all = new ArrayList<>();
    nanoseconds = 0;
    for (Labelled picture : pictures(path)) {
      all.add(measured(picture));
    }
    var today = new Tally();
    var alone = new Tally();
    var judged = new Tally();
    var inkFirst = new Tally();
    List<Measured> misread = new ArrayList<>();
    for (Measured one : all) {
      int label = one.picture().label();
      Reading first = one.readings().get(0);
      Reading learned = one.readings().get(1);
      Reading answer = judge(one.readings(), least);
      today.add(label, first, least);
      alone.add(label, learned, least);
      judged.add(label, answer, least);
      inkFirst.add(label, judge(inkFirst(one.readings()), least), least);
      if (learned.digit() != label || learned.confidence() < least) {
        misread.add(one);
        System.out.printf(
            "  %s: %d; today %s, ink %s, judged %d%n",
            one.picture().file().getFileName(), label, said(first),
            one.readings().subList(1, one.readings().size()).stream().map(MeasureInk::said).toList(),
            answer.digit());
      }
    }
    System.out.printf(
        "%s, %d pictures%n  today: %s%n  ink alone: %s%n  judged, today's first: %s%n"
            + "  judged, ink first: %s%n  ink: %.1f ms a picture%n",
        path, all.size(), today, alone, judged, inkFirst, nanoseconds / 1e6 / Math.max(1, all.size()));
    draw(misread, sheet);
  }

  /** The same with what learned ink gives before what today's fit does. */
  private static List<Reading> inkFirst(List<Reading> readings) {
    List<Reading> others = new ArrayList<>(readings.subList(1, readings.size()));
    others.add(readings.get(0));
    return others;
  }

  private static String said(Reading reading) {
    return "%d %.3f".formatted(reading.digit(), reading.confidence());
  }

  /** The first where it is sure; else what wins clearly; else the first as it is. */
  private static Reading judge(List<Reading> readings, double least) {
    Reading first = readings.get(0);
    if (first.confidence() >= SURE) {
      return first;
    }
    Reading best = first;
    for (Reading other : readings) {
      if (other.confidence() > best.confidence()) {
        best = other;
      }
    }
    if (best.confidence() >= CLEAR || best.digit() == first.digit()) {
      return best;
    }
    return first.confidence() >= least ? first : Reading.NONE;
  }

  private Measured measured(Labelled picture) throws IOException {
    List<MnistImage> images = new ArrayList<>();
    Optional<MnistImage> fitted;
    Fit fit = Fit.standard();
    try (Picture read = PictureReader.read(picture.file(), fit.decoding())) {
      fitted = fit.apply(read);
    }
    GreyImage copy;
    try (Picture read = PictureReader.read(picture.file(), new Colours())) {
      copy = CleanInk.workingCopy(read, InkFinder.workingSide());
    }
    long start = System.nanoTime();
    List<DigitInk> found = finder.find(copy);
    nanoseconds += System.nanoTime() - start;
    images.add(fitted.orElse(null));
    if (found.isEmpty()) {
      images.add(null);
    }
    for (DigitInk digit : found) {
      images.add(CleanInk.fit(digit.ink()).orElse(null));
    }
    List<Reading> readings = new ArrayList<>();
    for (MnistImage image : images) {
      readings.add(image == null ? Reading.NONE : reading(image));
    }
    return new Measured(picture, copy, found, images, readings);
  }

  private Reading reading(MnistImage image) {
    var prediction = new Prediction(digits.probabilities(List.of(image)).get(0));
    return new Reading(prediction.digit(), prediction.confidence());
  }

  /** In colour, and of a large JPEG no more than is looked at. */
  private record Colours() implements Decoding {
    @Override
    public ColourMode colours() {
      return ColourMode.ON_PAPER;
    }

    @Override
    public int leastSide() {
      return InkFinder.workingSide();
    }

    @Override
    public boolean isEnough(Picture reduced) {
      return true;
    }
  }

  private static List<Labelled> pictures(Path path) throws IOException {
    List<Labelled> pictures = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        files.filter(file -> !file.toString().endsWith(".txt"))
            .sorted()
            .forEach(file -> pictures.add(new Labelled(file, NO_DIGIT)));
      }
      return pictures;
    }
    for (String line : Files.readAllLines(path)) {
      String[] fields = line.split(",", -1);
      if (fields[1].matches("\\d")) {
        pictures.add(
            new Labelled(path.resolveSibling(fields[0]), Integer.parseInt(fields[1])));
      }
    }
    return pictures;
  }

  /** What was misread: the picture as it was looked at, its ink, and what the network read. */
  private static void draw(List<Measured> misread, Path file) throws IOException {
    if (misread.isEmpty()) {
      return;
    }
    int side = InkImage.SIDE;
    int columns = Math.min(4, misread.size());
    int rows = (misread.size() + columns - 1) / columns;
    var sheet =
        new BufferedImage(4 * side * columns, side * rows, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < misread.size(); i++) {
      int x = 4 * side * (i % columns);
      int y = side * (i / columns);
      Measured one = misread.get(i);
      paste(sheet, one.copy(), x, y);
      if (!one.found().isEmpty()) {
        float[] seen = one.found().get(0).view().image().values();
        byte[] grey = new byte[seen.length];
        for (int k = 0; k < grey.length; k++) {
          grey[k] = (byte) Math.round(255 * Math.max(0, Math.min(1, seen[k])));
        }
        paste(sheet, new GreyImage(side, side, grey), x + side, y);
        paste(sheet, one.found().get(0).ink(), x + 2 * side, y);
      }
      if (one.images().get(1) != null) {
        paste(sheet, GreyImage.of(one.images().get(1)), x + 3 * side, y);
      }
    }
    ImageIO.write(sheet, "png", file.toFile());
  }

  private static void paste(BufferedImage sheet, GreyImage image, int x, int y) {
    int side = InkImage.SIDE;
    int longer = Math.max(image.width(), image.height());
    byte[] pixels = image.pixels();
    for (int row = 0; row < side - 2; row++) {
      for (int column = 0; column < side - 2; column++) {
        int r = row * longer / (side - 2);
        int c = column * longer / (side - 2);
        if (r < image.height() && c < image.width()) {
          sheet.getRaster().setSample(x + column, y + row, 0, pixels[r * image.width() + c] & 255);
        }
      }
    }
  }
}
