package io.github.mnistfit.fit;

import io.github.mnistfit.mnist.RgbImage;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What a step made, to be looked at.
 *
 * @param step the step's name
 * @param image the picture after it, in colour as long as the fit has it so, reduced if it is large
 */
public record StepPicture(String step, RgbImage image) {
  private static final int LARGEST = 320;

  static StepPicture of(String step, Mat picture) {
    double scale = Math.min(1, (double) LARGEST / Math.max(picture.rows(), picture.cols()));
    var rgb = new Mat();
    Imgproc.resize(picture, rgb, sized(picture, scale), 0, 0, Imgproc.INTER_AREA);
    Imgproc.cvtColor(
        rgb, rgb, rgb.channels() == 1 ? Imgproc.COLOR_GRAY2RGB : Imgproc.COLOR_BGR2RGB);
    byte[] pixels = new byte[(int) rgb.total() * RgbImage.CHANNELS];
    rgb.get(0, 0, pixels);
    var image = new RgbImage(rgb.cols(), rgb.rows(), pixels);
    rgb.release();
    return new StepPicture(step, image);
  }

  private static Size sized(Mat mat, double scale) {
    return new Size(
        Math.max(1, Math.rint(mat.cols() * scale)), Math.max(1, Math.rint(mat.rows() * scale)));
  }
}
