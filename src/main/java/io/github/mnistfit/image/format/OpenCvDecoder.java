package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.ByteBuffer;
import java.util.List;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** OpenCV's decoders. Each method releases the file's bytes that it is given. */
final class OpenCvDecoder {
  private OpenCvDecoder() {}

  /** A file's bytes where OpenCV can reach them. */
  static MatOfByte buffer(byte[] bytes) {
    return new MatOfByte(bytes);
  }

  /** A file's bytes in pieces, each of them in an array and read from its begin to its limit. */
  static MatOfByte buffer(List<ByteBuffer> pieces) {
    var buffer = new MatOfByte();
    buffer.alloc(pieces.stream().mapToInt(ByteBuffer::limit).sum());
    int row = 0;
    for (ByteBuffer piece : pieces) {
      // Straight to native memory: an array between would be the file once more.
      buffer.put(row, 0, piece.array(), piece.arrayOffset(), piece.limit());
      row += piece.limit();
    }
    return buffer;
  }

  /**
   * Decodes, without transparency.
   *
   * @return 8 bit, one channel (grey) or three, upright where OpenCV makes it so
   */
  static Mat opaque(PictureFormat format, MatOfByte file, ColourMode mode)
      throws UnreadablePictureException {
    return decode(
        format,
        file,
        switch (mode) {
          case OPENCV_GREY -> Imgcodecs.IMREAD_GRAYSCALE;
          case ON_PAPER -> Imgcodecs.IMREAD_COLOR;
        });
  }

  /**
   * Decodes, transparent parts laid on paper.
   *
   * @return 8 bit, blue, green, red, as stored: no decoder here turns it upright
   */
  static Mat onPaper(PictureFormat format, MatOfByte file) throws UnreadablePictureException {
    Mat picture = decode(format, file, Imgcodecs.IMREAD_UNCHANGED);
    try {
      return Paper.lay(picture);
    } finally {
      picture.release();
    }
  }

  /**
   * Decodes with some of OpenCV's flags.
   *
   * @throws UnreadablePictureException if the file is damaged, or of a kind that OpenCV doesn't
   *     read
   */
  static Mat decode(PictureFormat format, MatOfByte file, int flags)
      throws UnreadablePictureException {
    try {
      Mat mat = Imgcodecs.imdecode(file, flags);
      if (mat.empty()) {
        throw new UnreadablePictureException("damaged or unusual " + format);
      }
      return mat;
    } catch (CvException e) {
      throw new UnreadablePictureException("damaged or unusual " + format, e);
    } finally {
      file.release();
    }
  }
}
