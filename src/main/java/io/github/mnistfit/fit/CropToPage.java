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
record CropToPage() implements Step {
  // First guesses, kept: of 400 drawn photos of a sheet on wood one is misread, of the 567 pictures
  // of strangers none becomes right or wrong.

  /** The side to which the picture is reduced to look for a page. */
  private static final int SIDE = 128;

  /** A smaller picture is no photo. */
  private static final int SMALLEST = 64;

  /** The share of the picture that a page has, and that it leaves, at least. */
  private static final double PAGE = 0.15;

  private static final double TABLE = 0.05;

  /** The share of the rectangle around it that a page fills: an ellipse has 0.79. */
  private static final double FILLED = 0.88;

  /** The page is lighter than what is beside it by so much of 255. */
  private static final double CONTRAST = 50;

  /** The share of the page that is ink. */
  private static final double LEAST_INK = 0.003;

  private static final double MOST_INK = 0.3;

  /** Ink is at most so wide, of the page's shorter side: wider are holes in a light digit. */
  private static final double WIDEST = 0.15;

  @Override
  public String name() {
    return "page on table";
  }

  @Override
  public Mat apply(Mat picture) {
    if (Mats.longerSide(picture) < SMALLEST) {
      return picture.clone();
    }
    Mat small = Mats.reducedTo(SIDE, picture);
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
  private static Rect inside(Mat grey) {
    var light = new Mat();
    Imgproc.threshold(grey, light, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
    Mat page = largestPiece(light);
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

  /** The largest light piece, its holes filled; empty pixels if it fills no rectangle. */
  private static Mat largestPiece(Mat light) {
    List<MatOfPoint> outlines = new ArrayList<>();
    var hierarchy = new Mat();
    Imgproc.findContours(
        light, outlines, hierarchy, Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
    hierarchy.release();
    Mat piece = Mat.zeros(light.size(), CvType.CV_8UC1);
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
      if (most >= FILLED * around.size.area()) {
        Imgproc.drawContours(piece, outlines, largest, Scalar.all(255), Imgproc.FILLED);
      }
    }
    outlines.forEach(Mat::release);
    return piece;
  }

  private static boolean isPage(Mat page, Mat grey) {
    double area = Core.countNonZero(page);
    if (area < PAGE * page.total() || area > (1 - TABLE) * page.total()) {
      return false;
    }
    Mat table = new Mat();
    Core.bitwise_not(page, table);
    double contrast = Core.mean(grey, page).val[0] - Core.mean(grey, table).val[0];
    table.release();
    return contrast >= CONTRAST;
  }

  private static boolean isInk(Mat ink, Mat page) {
    double share = (double) Core.countNonZero(ink) / Core.countNonZero(page);
    if (share < LEAST_INK || share > MOST_INK) {
      return false;
    }
    Rect box = Imgproc.boundingRect(page);
    return NormalizeStrokeWidth.width(ink) <= WIDEST * Math.min(box.width, box.height);
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
