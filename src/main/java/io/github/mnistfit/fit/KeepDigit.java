package io.github.mnistfit.fit;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Keeps the pieces of ink that make the digit: the largest, and those that are large enough and
 * near enough to belong to it, as the bar of a 5 does. Specks and the picture's edges go.
 */
record KeepDigit() implements Step {
  /** A piece of the digit has at least this share of the largest piece's ink. */
  private static final double SMALLEST_PIECE = 0.04;

  @Override
  public String name() {
    return "digit";
  }

  @Override
  public Mat apply(Mat picture) {
    var labels = new Mat();
    var statistics = new Mat();
    var centroids = new Mat();
    int n = Imgproc.connectedComponentsWithStats(picture, labels, statistics, centroids);
    int[] s = new int[5 * n];
    statistics.get(0, 0, s);
    int best = -1;
    double bestScore = 0;
    for (int i = 1; i < n; i++) {
      double score = score(s, i, picture);
      if (score > bestScore) {
        bestScore = score;
        best = i;
      }
    }
    var kept = new Mat();
    if (best > 0) {
      boolean[] keep = new boolean[n];
      for (int i = 1; i < n; i++) {
        keep[i] = i == best || belongs(s, i, best, picture);
      }
      int[] l = new int[(int) labels.total()];
      labels.get(0, 0, l);
      byte[] out = new byte[l.length];
      for (int p = 0; p < l.length; p++) {
        out[p] = (byte) (keep[l[p]] ? 255 : 0);
      }
      kept.create(picture.rows(), picture.cols(), CvType.CV_8UC1);
      kept.put(0, 0, out);
    }
    labels.release();
    statistics.release();
    centroids.release();
    return kept;
  }

  private static double score(int[] s, int i, Mat picture) {
    double size = Math.max(width(s, i), height(s, i));
    double area = s[5 * i + Imgproc.CC_STAT_AREA];
    double score = Math.sqrt(area) * size;
    int touched = bordersTouched(s, i, picture);
    return score / (1 + 3 * touched * touched);
  }

  private static int bordersTouched(int[] s, int i, Mat picture) {
    int touched = 0;
    if (left(s, i) == 0) {
      touched++;
    }
    if (top(s, i) == 0) {
      touched++;
    }
    if (left(s, i) + width(s, i) == picture.cols()) {
      touched++;
    }
    if (top(s, i) + height(s, i) == picture.rows()) {
      touched++;
    }
    return touched;
  }

  private static boolean belongs(int[] s, int i, int best, Mat picture) {
    double area = s[5 * i + Imgproc.CC_STAT_AREA];
    if (area < SMALLEST_PIECE * s[5 * best + Imgproc.CC_STAT_AREA]) {
      return false;
    }
    if (bordersTouched(s, i, picture) > bordersTouched(s, best, picture)) {
      return false;
    }
    double size = Math.max(width(s, best), height(s, best));
    return gap(left(s, i), width(s, i), left(s, best), width(s, best)) < 0.25 * size
        && gap(top(s, i), height(s, i), top(s, best), height(s, best)) < 0.25 * size;
  }

  private static int gap(int a, int aLength, int b, int bLength) {
    return Math.max(0, Math.max(a - (b + bLength), b - (a + aLength)));
  }

  private static int left(int[] s, int i) {
    return s[5 * i + Imgproc.CC_STAT_LEFT];
  }

  private static int top(int[] s, int i) {
    return s[5 * i + Imgproc.CC_STAT_TOP];
  }

  private static int width(int[] s, int i) {
    return s[5 * i + Imgproc.CC_STAT_WIDTH];
  }

  private static int height(int[] s, int i) {
    return s[5 * i + Imgproc.CC_STAT_HEIGHT];
  }
}
