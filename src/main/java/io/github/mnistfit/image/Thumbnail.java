package io.github.mnistfit.image;

import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** A picture made small, to be looked at among many. */
public final class Thumbnail {
  /** The longer side, in pixels: a digit that fills a tenth of a photo can still be found. */
  public static final int SIDE = 144;

  /** JPEG's quality, 0 to 100: at 144 pixels a photo of paper takes 2 to 4 kB. */
  private static final int QUALITY = 80;

  private Thumbnail() {}

  /**
   * The picture as a JPEG file, reduced by area so that its longer side has at most {@link #SIDE}
   * pixels; never enlarged.
   */
  public static byte[] jpeg(Picture picture) {
    Mat mat = picture.mat();
    double scale = Math.min(1, (double) SIDE / Math.max(mat.cols(), mat.rows()));
    var size =
        new Size(
            Math.max(1, Math.rint(mat.cols() * scale)), Math.max(1, Math.rint(mat.rows() * scale)));
    var small = new Mat();
    var file = new MatOfByte();
    var quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
    try {
      Imgproc.resize(mat, small, size, 0, 0, Imgproc.INTER_AREA);
      Imgcodecs.imencode(".jpg", small, file, quality);
      return file.toArray();
    } finally {
      small.release();
      file.release();
      quality.release();
    }
  }
}
