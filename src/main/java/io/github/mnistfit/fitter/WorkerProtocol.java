package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import io.github.mnistfit.numbers.SegmentationGraph;
import io.github.mnistfit.numbers.SegmentationGraph.Arc;
import io.github.mnistfit.numbers.SegmentationGraph.Gap;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker process and the process that started it say to each other, in the types of {@link
 * java.io.DataInput}.
 *
 * <p>The worker begins: {@link #READY}, or {@link #UNREADABLE} and why it can't work. A request is
 * {@link #FIT} or {@link #SEGMENT}, a {@link FitOrder}, and a picture file's bytes behind their
 * number. Before it answers {@link #SEGMENT}, the worker may send {@link #QUESTION} a few times; it
 * gets a boolean for each image.
 */
final class WorkerProtocol {
  static final int READY = 'R';
  static final int FIT = 'F';
  static final int SEGMENT = 'S';
  static final int QUESTION = 'Q';
  private static final int IMAGE = 'I';
  private static final int NOTHING = 'N';
  private static final int LINES = 'L';
  static final int UNREADABLE = 'U';

  private static final int NO_BYTES = -1;

  private WorkerProtocol() {}

  static void write(FitOrder order, DataOutputStream out) throws IOException {
    out.writeUTF(order.fit());
    out.write(order.extras().size());
    for (Extra extra : order.extras()) {
      out.writeUTF(extra.name());
    }
  }

  static FitOrder readOrder(DataInputStream in) throws IOException {
    String fit = in.readUTF();
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      extras.add(Extra.valueOf(in.readUTF()));
    }
    return new FitOrder(fit, extras);
  }

  static void write(Fitted fitted, DataOutputStream out) throws IOException {
    if (fitted instanceof Fitted.Image image) {
      out.write(IMAGE);
      out.write(image.image().pixels());
      write(image.extras(), out);
    } else if (fitted instanceof Fitted.Nothing nothing) {
      out.write(NOTHING);
      out.writeUTF(nothing.reason());
      write(nothing.extras(), out);
    } else if (fitted instanceof Fitted.Unreadable unreadable) {
      write(unreadable, out);
    }
  }

  private static void write(Fitted.Unreadable unreadable, DataOutputStream out) throws IOException {
    out.write(UNREADABLE);
    out.writeUTF(unreadable.reason());
  }

  static Fitted readFitted(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return sensible(
        () ->
            switch (kind) {
              case IMAGE -> new Fitted.Image(readImage(in), readExtras(in));
              case NOTHING -> new Fitted.Nothing(in.readUTF(), readExtras(in));
              case UNREADABLE -> new Fitted.Unreadable(in.readUTF());
              default -> throw new IOException("an answer of kind " + kind);
            });
  }

  /** What reads a part of an answer. */
  @FunctionalInterface
  private interface Part<T> {
    T read() throws IOException;
  }

  /**
   * What no worker of ours has said has lengths below zero, or beyond all memory: whoever sent it
   * is lost.
   */
  private static <T> T sensible(Part<? extends T> part) throws IOException {
    try {
      return part.read();
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new IOException("an answer without sense", e);
    }
  }

  static void write(Segmented segmented, DataOutputStream out) throws IOException {
    if (segmented instanceof Segmented.Lines lines) {
      out.write(LINES);
      out.writeInt(lines.lines().size());
      for (SegmentationGraph line : lines.lines()) {
        write(line, out);
      }
      writeCopy(lines.page(), out);
      writeCopy(lines.picture(), out);
    } else if (segmented instanceof Fitted.Unreadable unreadable) {
      write(unreadable, out);
    }
  }

  /** Reads what follows {@link #SEGMENT}; the test is asked on the way. */
  static Segmented readSegmented(DataInputStream in, DataOutputStream out, DigitTest test)
      throws IOException {
    int kind = in.readUnsignedByte();
    while (kind == QUESTION) {
      for (boolean isDigit : test.areDigits(sensible(() -> readImages(in)))) {
        out.writeBoolean(isDigit);
      }
      out.flush();
      kind = in.readUnsignedByte();
    }
    if (kind == UNREADABLE) {
      return new Fitted.Unreadable(in.readUTF());
    }
    if (kind != LINES) {
      throw new IOException("an answer of kind " + kind);
    }
    return sensible(() -> readLines(in));
  }

  private static Segmented.Lines readLines(DataInputStream in) throws IOException {
    List<SegmentationGraph> lines = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      lines.add(readGraph(in));
    }
    return new Segmented.Lines(lines, readCopy(in), readCopy(in));
  }

  /** The worker's side of a question. */
  static boolean[] ask(List<MnistImage> images, DataInputStream in, DataOutputStream out)
      throws IOException {
    out.write(QUESTION);
    out.writeInt(images.size());
    for (MnistImage image : images) {
      out.write(image.pixels());
    }
    out.flush();
    boolean[] areDigits = new boolean[images.size()];
    for (int i = 0; i < areDigits.length; i++) {
      areDigits[i] = in.readBoolean();
    }
    return areDigits;
  }

  private static List<MnistImage> readImages(DataInputStream in) throws IOException {
    List<MnistImage> images = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      images.add(readImage(in));
    }
    return images;
  }

  private static MnistImage readImage(DataInputStream in) throws IOException {
    byte[] pixels = new byte[MnistImage.PIXELS];
    in.readFully(pixels);
    return MnistImage.of(pixels);
  }

  private static void write(Extras extras, DataOutputStream out) throws IOException {
    byte[] thumbnail = extras.thumbnail().orElse(null);
    out.writeInt(thumbnail == null ? NO_BYTES : thumbnail.length);
    if (thumbnail != null) {
      out.write(thumbnail);
    }
    writeOptional(extras.workingCopy(), out);
    out.writeBoolean(extras.mayBeSeveral());
    out.writeInt(extras.steps().size());
    for (StepPicture step : extras.steps()) {
      out.writeUTF(step.step());
      out.writeInt(step.image().width());
      out.writeInt(step.image().height());
      out.write(step.image().pixels());
    }
  }

  private static Extras readExtras(DataInputStream in) throws IOException {
    int length = in.readInt();
    Optional<byte[]> thumbnail =
        length == NO_BYTES ? Optional.empty() : Optional.of(readBytes(length, in));
    Optional<GreyImage> workingCopy = readOptional(in);
    boolean mayBeSeveral = in.readBoolean();
    List<StepPicture> steps = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      steps.add(new StepPicture(in.readUTF(), readRgb(in)));
    }
    return new Extras(thumbnail, workingCopy, mayBeSeveral, steps);
  }

  private static void writeCopy(Optional<PageCopy> page, DataOutputStream out) throws IOException {
    out.writeBoolean(page.isPresent());
    if (page.isPresent()) {
      out.writeDouble(page.get().scale());
      write(page.get().grey(), out);
    }
  }

  private static Optional<PageCopy> readCopy(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    double scale = in.readDouble();
    return Optional.of(new PageCopy(readGrey(in), scale));
  }

  private static void writeOptional(Optional<GreyImage> image, DataOutputStream out)
      throws IOException {
    out.writeBoolean(image.isPresent());
    if (image.isPresent()) {
      write(image.get(), out);
    }
  }

  private static Optional<GreyImage> readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(readGrey(in)) : Optional.empty();
  }

  private static void write(GreyImage image, DataOutputStream out) throws IOException {
    out.writeInt(image.width());
    out.writeInt(image.height());
    out.write(image.pixels());
  }

  /** All of them, or an exception: a worker that is killed stops anywhere. */
  private static byte[] readBytes(int length, DataInputStream in) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static GreyImage readGrey(DataInputStream in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    return new GreyImage(width, height, readBytes(width * height, in));
  }

  private static RgbImage readRgb(DataInputStream in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    return new RgbImage(width, height, readBytes(RgbImage.CHANNELS * width * height, in));
  }

  private static void write(SegmentationGraph line, DataOutputStream out) throws IOException {
    out.writeInt(line.nodes());
    out.writeInt(line.arcs().size());
    for (Arc arc : line.arcs()) {
      out.writeInt(arc.from());
      out.writeInt(arc.to());
      out.writeDouble(arc.cost());
      Box box = arc.box();
      out.writeInt(box.left());
      out.writeInt(box.top());
      out.writeInt(box.width());
      out.writeInt(box.height());
      out.writeBoolean(arc instanceof Glyph);
      if (arc instanceof Glyph glyph) {
        out.write(glyph.image().pixels());
      }
    }
  }

  private static SegmentationGraph readGraph(DataInputStream in) throws IOException {
    int nodes = in.readInt();
    List<Arc> arcs = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int from = in.readInt();
      int to = in.readInt();
      double cost = in.readDouble();
      var box = new Box(in.readInt(), in.readInt(), in.readInt(), in.readInt());
      arcs.add(
          in.readBoolean()
              ? new Glyph(from, to, cost, box, readImage(in))
              : new Gap(from, to, cost, box));
    }
    return new SegmentationGraph(nodes, arcs);
  }
}
