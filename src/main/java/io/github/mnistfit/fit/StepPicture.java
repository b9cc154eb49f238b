package io.github.mnistfit.fit;

import io.github.mnistfit.mnist.GreyImage;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What a step made, to be looked at.
 *
 * @param step the step's name
 * @param image the picture after it, reduced if it was large
 */
public record StepPicture(String step, GreyImage image) {
  private static final int LARGEST = 320;

  static StepPicture of(String step, Mat picture) {
    Mat grey = new ConvertToGrey().apply(picture);
    double scale = (double) LARGEST / Math.max(grey.rows(), grey.cols());
    if (scale < 1) {
      Imgproc.resize(grey, grey, sized(grey, scale), 0, 0, Imgproc.INTER_AREA);
    }
    byte[] pixels = new byte[(int) grey.total()];
    grey.get(0, 0, pixels);
    var image = new GreyImage(grey.cols(), grey.rows(), pixels);
    grey.release();
    return new StepPicture(step, image);
  }

  private static Size sized(Mat mat, double scale) {
    return new Size(
        Math.max(1, Math.rint(mat.cols() * scale)), Math.max(1, Math.rint(mat.rows() * scale)));
  }
}
