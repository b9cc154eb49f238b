package io.github.mnistfit.ink;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.PageMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the ink of all digits on a page with a network. It knows digits of some size, so the page
 * is looked at in several: each half as large as the one before.
 */
public final class PageInkFinder {
  /** Numbers that say how a page is looked at. Lengths are in pixels. */
  private static final class Tuned {
    /** The longer side of the coarsest look: two digits from border to border. 30 to 60. */
    private static final int COARSEST = 40;

    /** The side of the part of a page on which its paper is measured, as in training. */
    private static final int PAPER = InkImage.SIDE;

    /** The side of the cells whose means that is measured on: a sixteenth of it is fine enough. */
    private static final int CELL = 6;

    /** A page whose longer side is less is enlarged to twice its size. */
    private static final int SMALL = 400;

    /** The least height of digits that the network tells apart; it has learnt them from 11 on. */
    private static final double LOWEST = 13;

    /** The largest height; it has learnt them up to 46, and taller ones among them. */
    private static final double HIGHEST = 62;

    private Tuned() {}
  }

  /** Says what the pixels of a page show, as {@code InkNetwork::find} does. */
  @FunctionalInterface
  public interface Network {
    /** What they show; both sides are multiples of {@link InkArchitecture#STRIDE}. */
    PageMap find(float[] values, int width, int height);
  }

  private final Network network;

  public PageInkFinder(Network network) {
    this.network = network;
  }

  /**
   * Finds the digits' ink.
   *
   * @param page grey, either polarity
   * @param turned by how many quarters it has been turned, clockwise; 0 to 3
   * @param least at so many sizes it must be seen, to be of any use; at least 1. A page that is
   *     turned on trial is looked at finely only if the other sizes are too few
   * @return what is seen at each size at which digits are as high as the network knows them, the
   *     finest first; nothing if that are fewer than {@code least}
   */
  public List<PageInk> find(GreyImage page, int turned, int least) {
    Mat whole = Mats.of(page);
    double longer = Mats.longerSide(whole);
    double finest = longer < Tuned.SMALL ? 2 * longer : longer;
    List<Double> sides =
        Stream.iterate(finest, side -> side >= Tuned.COARSEST, side -> side / 2).toList();
    List<PageInk> found = new ArrayList<>();
    // The finest comes last: it costs three times as much as all others together.
    for (int left = sides.size(); left > 0; left--) {
      boolean isOfNoUse = found.size() + left < least;
      boolean isEnough = left == 1 && turned > 0 && found.size() >= least;
      if (isOfNoUse || isEnough) {
        break;
      }
      PageInk ink = at(whole, sides.get(left - 1) / longer, turned);
      double height = typicalHeight(ink.digits());
      if (height >= Tuned.LOWEST && height <= Tuned.HIGHEST) {
        found.add(0, ink);
      }
    }
    whole.release();
    return found.size() < least ? List.of() : found;
  }

  private PageInk at(Mat page, double factor, int turned) {
    int width = (int) Math.max(1, Math.rint(page.cols() * factor));
    int height = (int) Math.max(1, Math.rint(page.rows() * factor));
    var reduced = new Mat();
    int interpolation = factor < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
    Imgproc.resize(page, reduced, new Size(width, height), 0, 0, interpolation);
    int columns = padded(width);
    int rows = padded(height);
    var level = new Mat();
    Core.copyMakeBorder(
        reduced, level, 0, rows - height, 0, columns - width, Core.BORDER_REPLICATE);
    PageMap map = network.find(values(level, StrokeContrast.of(reduced)), columns, rows);
    reduced.release();
    level.release();
    return new PageInk(
        image(map.digits(), columns, width, height),
        image(map.marks(), columns, width, height),
        1 / factor,
        turned);
  }

  private static int padded(int side) {
    int stride = InkArchitecture.STRIDE;
    return (side + stride - 1) / stride * stride;
  }

  /** How far each pixel is from the paper around it, in contrasts. */
  private static float[] values(Mat level, double contrast) {
    Mat paper = paper(level);
    byte[] grey = Mats.pixels(level);
    byte[] light = Mats.pixels(paper);
    paper.release();
    float[] values = new float[grey.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          InkImage.relative(
              Byte.toUnsignedInt(grey[i]), Byte.toUnsignedInt(light[i]), (float) contrast);
    }
    return values;
  }

  /** The median around each pixel, measured on cells. */
  private static Mat paper(Mat level) {
    var cells = new Mat();
    var size =
        new Size(Math.max(1, level.cols() / Tuned.CELL), Math.max(1, level.rows() / Tuned.CELL));
    Imgproc.resize(level, cells, size, 0, 0, Imgproc.INTER_AREA);
    var median = new Mat();
    Imgproc.medianBlur(cells, median, Mats.odd(Tuned.PAPER / (double) Tuned.CELL));
    var paper = new Mat();
    Imgproc.resize(median, paper, level.size(), 0, 0, Imgproc.INTER_LINEAR);
    cells.release();
    median.release();
    return paper;
  }

  /** The height that half of the ink's connected components are below, by their area; 0 if none. */
  private static double typicalHeight(GreyImage ink) {
    Mat mat = Mats.of(ink);
    List<Component> components =
        NormalizedPicture.ofInk(mat).components().stream()
            .sorted(Comparator.comparingInt(c -> c.box().height))
            .toList();
    mat.release();
    double half = components.stream().mapToDouble(Component::area).sum() / 2;
    double sum = 0;
    for (Component component : components) {
      sum += component.area();
      if (sum >= half) {
        return component.box().height;
      }
    }
    return 0;
  }

  private static GreyImage image(float[] probabilities, int columns, int width, int height) {
    byte[] pixels = new byte[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        pixels[row * width + column] =
            (byte) Math.round(255 * probabilities[row * columns + column]);
      }
    }
    return new GreyImage(width, height, pixels);
  }
}
