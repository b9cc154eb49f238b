package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.IsolateDigit;
import io.github.mnistfit.fit.Step;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * The last steps of the robust fit, for pieces of ink that are found already.
 *
 * @param picture the picture that they are in
 */
record GlyphNormalizer(NormalizedPicture picture) {
  /** The fringe around the ink that is looked at, in pixels. */
  private static final int MARGIN = 2;

  /** The pieces together as one digit in MNIST's form; empty if too little is left of them. */
  Optional<MnistImage> image(List<Component> pieces) {
    Mat darkness = picture.mat();
    Rect box = Component.around(pieces);
    int left = Math.max(0, box.x - MARGIN);
    int top = Math.max(0, box.y - MARGIN);
    var window =
        new Rect(
            left,
            top,
            Math.min(darkness.cols(), box.x + box.width + MARGIN) - left,
            Math.min(darkness.rows(), box.y + box.height + MARGIN) - top);
    Mat view = new Mat(darkness, window);
    Mat cut = view.clone();
    view.release();
    Mat mask = mask(pieces, window);
    Mat current = IsolateDigit.isolated(NormalizedPicture.on(picture.paper(), cut), mask);
    cut.release();
    mask.release();
    for (Step step : Fit.AFTER_ISOLATION) {
      Mat next = current.empty() ? new Mat() : step.apply(current);
      current.release();
      current = next;
    }
    Optional<MnistImage> image =
        current.empty() ? Optional.empty() : Optional.of(MnistImage.of(Mats.pixels(current)));
    current.release();
    return image;
  }

  /** How much darker than paper a line's ink is on average. */
  double strength(TextLines.Line line) {
    byte[] levels = picture.pixels();
    int columns = picture.mat().cols();
    double sum = 0;
    int area = 0;
    for (Component piece : line.pieces()) {
      Rect box = piece.box();
      for (int i = 0; i < box.width * box.height; i++) {
        if (piece.inkAt(i)) {
          int row = box.y + i / box.width;
          sum += Byte.toUnsignedInt(levels[row * columns + box.x + i % box.width]);
          area++;
        }
      }
    }
    return sum / area - picture.paper().level();
  }

  private static Mat mask(List<Component> pieces, Rect window) {
    byte[] mask = new byte[window.width * window.height];
    for (Component piece : pieces) {
      Rect box = piece.box();
      for (int i = 0; i < box.width * box.height; i++) {
        if (piece.inkAt(i)) {
          int row = box.y - window.y + i / box.width;
          mask[row * window.width + box.x - window.x + i % box.width] = (byte) 255;
        }
      }
    }
    var mat = new Mat(window.height, window.width, CvType.CV_8UC1);
    mat.put(0, 0, mask);
    return mat;
  }
}
