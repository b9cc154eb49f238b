package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import org.opencv.core.Mat;

/** A picture file that was parsed and is not decoded yet. */
public sealed interface EncodedPicture permits Bmp, Gif, Jpeg, Png, Pnm, Tiff, WebP {
  /** What the file says of its picture: the very words that the decoder goes by. */
  PictureHeader header();

  /** Whether the file says that its picture lies on its side: upright, it has its sides swapped. */
  default boolean isOnItsSide() {
    return false;
  }

  /**
   * Decodes the picture; OpenCV must have been loaded.
   *
   * @return upright, 8 bit, of one channel (grey) or three (blue, green, red), as the mode says; as
   *     large as the header says
   * @throws UnreadablePictureException if the file is damaged, or of a kind that isn't read
   */
  Mat decode(ColourMode mode) throws UnreadablePictureException;
}
