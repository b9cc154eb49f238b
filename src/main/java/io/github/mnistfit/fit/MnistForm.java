package io.github.mnistfit.fit;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.ink.Mats;
import io.github.mnistfit.mnist.MnistImage;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;

/**
 * Recognises a picture that is in MNIST's form already, perhaps enlarged a whole number of times:
 * to fit it again could only make it worse.
 */
final class MnistForm {
  private static final Config CONFIG = Config.STANDARD;

  /**
   * What counts as MNIST's form. Levels are 0 to 255.
   *
   * @param same the mean difference between an enlargement and the picture enlarged again, at most
   * @param bright MNIST's ink is nearly white: the brightest pixel, at least
   * @param faintest a fringe of interpolation that isn't brighter is no ink
   */
  private record Config(double same, double bright, double faintest, Rules rules) {
    static final Config STANDARD = new Config(3, 200, 25, new Rules(18, 20, 14, 0.6));
  }

  /**
   * MNIST's rules, as far as interpolation leaves them, in pixels.
   *
   * @param shortest the longer side of the digit's box at least, …
   * @param longest … and at most
   * @param centre where the centre of mass is
   * @param offCentre how far it may be from there
   */
  private record Rules(int shortest, int longest, double centre, double offCentre) {
    boolean hold(int side, Moments moments) {
      return side >= shortest
          && side <= longest
          && Math.abs(moments.m01 / moments.m00 - centre) < offCentre
          && Math.abs(moments.m10 / moments.m00 - centre) < offCentre;
    }
  }

  private MnistForm() {}

  /** The image, if the picture is in MNIST's form. */
  static Optional<MnistImage> of(Picture picture) {
    Mat mat = picture.mat();
    if (mat.rows() != mat.cols() || mat.rows() % MnistImage.SIDE != 0) {
      return Optional.empty();
    }
    Mat grey = new ConvertToGrey().apply(mat);
    int times = grey.rows() / MnistImage.SIDE;
    Mat small = times == 1 ? grey.clone() : sampled(grey, times);
    boolean fitted =
        Core.minMaxLoc(small).maxVal >= CONFIG.bright()
            && (times == 1 || isEnlargement(grey, small))
            && (followsTheRules(small) || (times > 1 && nearlyFollowsTheRules(small)));
    Optional<MnistImage> image =
        fitted ? Optional.of(MnistImage.of(Mats.pixels(small))) : Optional.empty();
    grey.release();
    small.release();
    return image;
  }

  /**
   * What is in the middle of each enlarged pixel: where its middle is a corner, the mean of four.
   */
  private static Mat sampled(Mat grey, int times) {
    int side = MnistImage.SIDE;
    int before = (times - 1) / 2;
    int after = times / 2;
    byte[] pixels = Mats.pixels(grey);
    byte[] small = new byte[MnistImage.PIXELS];
    for (int i = 0; i < small.length; i++) {
      int row = i / side * times;
      int column = i % side * times;
      int sum = 0;
      for (int r : new int[] {row + before, row + after}) {
        for (int c : new int[] {column + before, column + after}) {
          sum += Byte.toUnsignedInt(pixels[r * grey.cols() + c]);
        }
      }
      small[i] = (byte) Math.round(sum / 4.0);
    }
    var mat = new Mat(side, side, grey.type());
    mat.put(0, 0, small);
    return mat;
  }

  private static boolean isEnlargement(Mat grey, Mat small) {
    return isEnlargement(grey, small, Imgproc.INTER_NEAREST)
        || isEnlargement(grey, small, Imgproc.INTER_CUBIC);
  }

  private static boolean isEnlargement(Mat grey, Mat small, int interpolation) {
    var enlarged = new Mat();
    Imgproc.resize(small, enlarged, new Size(grey.cols(), grey.rows()), 0, 0, interpolation);
    double difference = Core.norm(enlarged, grey, Core.NORM_L1) / grey.total();
    enlarged.release();
    return difference <= CONFIG.same();
  }

  /** MNIST's own steps leave the image as it is, to within a grey level. */
  private static boolean followsTheRules(Mat small) {
    Mat tight = Mats.croppedTo(0, small);
    boolean boxed = Mats.longerSide(tight) == CONFIG.rules().longest();
    tight.release();
    if (!boxed) {
      return false;
    }
    Mat reduced = new ReduceLikeMnist(ReduceLikeMnist.Config.WITHOUT_FRINGE).apply(small);
    Mat pasted = new PasteByCentreOfMass().apply(reduced);
    double difference = Core.norm(pasted, small, Core.NORM_INF);
    reduced.release();
    pasted.release();
    return difference <= 1;
  }

  /** Interpolation leaves a fringe, and moves the centre a little. */
  private static boolean nearlyFollowsTheRules(Mat small) {
    Mat tight = Mats.croppedTo(CONFIG.faintest(), small);
    int side = Mats.longerSide(tight);
    tight.release();
    return CONFIG.rules().hold(side, Imgproc.moments(small));
  }
}
