package io.github.mnistfit.numbers;

import io.github.mnistfit.fit.IsolateDigit;
import io.github.mnistfit.fit.Pipeline;
import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.ink.NormalizedPicture;
import io.github.mnistfit.ink.PixelRun;
import io.github.mnistfit.mnist.MnistImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * The last steps of the robust fit, for components that are found already.
 *
 * @param picture the picture that they are in
 */
record GlyphNormalizer(NormalizedPicture picture) {
  /** The fringe around the ink that is looked at, in pixels. */
  private static final int MARGIN = 2;

  /** Components together as one digit in MNIST's form; empty if too little is left of them. */
  Optional<MnistImage> image(List<Component> components) {
    Rect window = window(Component.boundingBox(components));
    Mat view = new Mat(picture.mat(), window);
    Mat cut = view.clone();
    view.release();
    Mat mask = mask(components, window);
    Mat isolated = new IsolateDigit().isolated(NormalizedPicture.on(picture.paper(), cut), mask);
    cut.release();
    mask.release();
    Mat fitted = Pipeline.toMnistFormOfGlyph().apply(isolated);
    isolated.release();
    Optional<MnistImage> image =
        fitted.empty() ? Optional.empty() : Optional.of(MnistImage.of(Mats.pixels(fitted)));
    fitted.release();
    return image;
  }

  private Rect window(Rect box) {
    int left = Math.max(0, box.x - MARGIN);
    int top = Math.max(0, box.y - MARGIN);
    int right = Math.min(picture.mat().cols(), box.x + box.width + MARGIN);
    int bottom = Math.min(picture.mat().rows(), box.y + box.height + MARGIN);
    return new Rect(left, top, right - left, bottom - top);
  }

  private static Mat mask(List<Component> components, Rect window) {
    byte[] mask = new byte[window.width * window.height];
    for (Component component : components) {
      for (PixelRun run : component.runs()) {
        int start = (run.row() - window.y) * window.width - window.x;
        Arrays.fill(mask, start + run.from(), start + run.to(), (byte) 255);
      }
    }
    var mat = new Mat(window.height, window.width, CvType.CV_8UC1);
    mat.put(0, 0, mask);
    return mat;
  }
}
