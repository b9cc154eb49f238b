package io.github.mnistfit.fit;

import io.github.mnistfit.ink.Mats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Rect;
import org.opencv.core.RotatedRect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Cuts a picture to the inside of a light page that lies on something darker, where ink is on the
 * page: else the table, or the page on it, stands out more than the digit. The page is what is
 * lighter than Otsu's threshold, if it fills a rectangle, perhaps a turned one; ink is a hole in
 * it.
 */
record CropToPage(Config config) implements Step {
  CropToPage() {
    this(Config.STANDARD);
  }

  /**
   * When a picture is cropped. First guesses, kept: of 400 drawn photos of a sheet on wood one is
   * misread, of the 567 pictures of strangers none becomes right or wrong.
   *
   * @param side to which the picture is reduced to look for a page, in pixels
   * @param smallest a picture with a shorter longer side, in pixels, is no photo
   */
  record Config(int side, int smallest, Page page, Ink ink) {
    static final Config STANDARD =
        new Config(128, 64, new Page(0.15, 0.95, 0.88, 50), new Ink(0.003, 0.3, 0.15));
  }

  /**
   * What is a page.
   *
   * @param least the share of the picture that it has at least, 0 to 1
   * @param most the share that it has at most, 0 to 1
   * @param extent the share of the rectangle around it that it fills: an ellipse has 0.79
   * @param contrast it is lighter than what is beside it by so much, 0 to 255
   */
  record Page(double least, double most, double extent, double contrast) {}

  /**
   * What is ink on a page.
   *
   * @param least the share of the page that it has at least, 0 to 1
   * @param most the share that it has at most, 0 to 1
   * @param widest its stroke width at most, of the page's shorter side: wider are holes in a light
   *     digit
   */
  record Ink(double least, double most, double widest) {}

  @Override
  public String name() {
    return "page on table";
  }

  @Override
  public Mat apply(Mat picture) {
    if (Mats.longerSide(picture) < config.smallest()) {
      return picture.clone();
    }
    Mat small = Mats.reducedTo(config.side(), picture);
    Mat grey = new ConvertToGrey().apply(small);
    small.release();
    Rect inside = inside(grey);
    double across = (double) picture.cols() / grey.cols();
    double down = (double) picture.rows() / grey.rows();
    grey.release();
    if (inside.empty()) {
      return picture.clone();
    }
    var scaled =
        new Rect(
            (int) (inside.x * across),
            (int) (inside.y * down),
            (int) (inside.width * across),
            (int) (inside.height * down));
    Mat view = picture.submat(scaled);
    Mat page = view.clone();
    view.release();
    return page;
  }

  /** The largest part of the page around its ink; empty if there is no page. */
  private Rect inside(Mat grey) {
    var light = new Mat();
    Imgproc.threshold(grey, light, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
    Mat page = largestComponent(light);
    Mat ink = new Mat();
    Core.bitwise_not(light, ink);
    Core.bitwise_and(ink, page, ink);
    Rect inside = new Rect();
    if (isPage(page, grey) && isInk(ink, page)) {
      inside = grown(Imgproc.boundingRect(ink), page);
    }
    Stream.of(light, page, ink).forEach(Mat::release);
    return inside;
  }

  /** The largest light component, its holes filled; blank if it fills no rectangle. */
  private Mat largestComponent(Mat light) {
    List<MatOfPoint> outlines = new ArrayList<>();
    var hierarchy = new Mat();
    Imgproc.findContours(
        light, outlines, hierarchy, Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
    hierarchy.release();
    Mat component = Mat.zeros(light.size(), CvType.CV_8UC1);
    int largest = -1;
    double most = 0;
    for (int i = 0; i < outlines.size(); i++) {
      double area = Imgproc.contourArea(outlines.get(i));
      if (area > most) {
        largest = i;
        most = area;
      }
    }
    if (largest >= 0) {
      var points = new MatOfPoint2f(outlines.get(largest).toArray());
      RotatedRect around = Imgproc.minAreaRect(points);
      points.release();
      if (most >= config.page().extent() * around.size.area()) {
        Imgproc.drawContours(component, outlines, largest, Scalar.all(255), Imgproc.FILLED);
      }
    }
    outlines.forEach(Mat::release);
    return component;
  }

  private boolean isPage(Mat page, Mat grey) {
    double area = Core.countNonZero(page);
    if (area < config.page().least() * page.total() || area > config.page().most() * page.total()) {
      return false;
    }
    Mat table = new Mat();
    Core.bitwise_not(page, table);
    double contrast = Core.mean(grey, page).val[0] - Core.mean(grey, table).val[0];
    table.release();
    return contrast >= config.page().contrast();
  }

  private boolean isInk(Mat ink, Mat page) {
    double share = (double) Core.countNonZero(ink) / Core.countNonZero(page);
    if (share < config.ink().least() || share > config.ink().most()) {
      return false;
    }
    Rect box = Imgproc.boundingRect(page);
    return NormalizeStrokeWidth.width(ink)
        <= config.ink().widest() * Math.min(box.width, box.height);
  }

  /** A box that is made larger, on all sides in turn, as long as it lies in the page. */
  private static Rect grown(Rect box, Mat page) {
    Rect grown = box;
    boolean growing = true;
    while (growing) {
      growing = false;
      for (Side side : Side.values()) {
        Rect wider = side.widened(grown);
        if (contains(page, wider)) {
          grown = wider;
          growing = true;
        }
      }
    }
    return grown;
  }

  private enum Side {
    LEFT,
    TOP,
    RIGHT,
    BOTTOM;

    Rect widened(Rect box) {
      return switch (this) {
        case LEFT -> new Rect(box.x - 1, box.y, box.width + 1, box.height);
        case TOP -> new Rect(box.x, box.y - 1, box.width, box.height + 1);
        case RIGHT -> new Rect(box.x, box.y, box.width + 1, box.height);
        case BOTTOM -> new Rect(box.x, box.y, box.width, box.height + 1);
      };
    }
  }

  private static boolean contains(Mat page, Rect box) {
    if (box.x < 0
        || box.y < 0
        || box.x + box.width > page.cols()
        || box.y + box.height > page.rows()) {
      return false;
    }
    Mat view = page.submat(box);
    boolean contained = Core.countNonZero(view) == box.area();
    view.release();
    return contained;
  }
}
