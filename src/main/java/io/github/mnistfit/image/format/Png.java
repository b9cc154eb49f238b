package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import io.github.mnistfit.image.format.PngChunks.Chunk;
import java.nio.ByteBuffer;
import org.opencv.core.Mat;

/** A PNG picture (W3C, "Portable Network Graphics", third edition). */
public final class Png implements EncodedPicture {
  /** Length of the header chunk's data (section 11.2.1): sizes, depth, colour type and more. */
  private static final int HEADER_BYTES = 13;

  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  private final PngChunks chunks;
  private final PictureHeader header;
  private final boolean hasAlpha;

  private Png(PngChunks chunks, PictureHeader header, boolean hasAlpha) {
    this.chunks = chunks;
    this.header = header;
    this.hasAlpha = hasAlpha;
  }

  static boolean begins(byte[] bytes) {
    return Signature.has(bytes, 0, PngChunks.SIGNATURE);
  }

  static Png parse(byte[] bytes) throws UnreadablePictureException {
    PngChunks chunks = PngChunks.of(bytes);
    Chunk first = chunks.chunks().get(0);
    boolean isHeader =
        first.type().equals("IHDR")
            && first.data().limit() == HEADER_BYTES
            && chunks.chunks().stream().filter(chunk -> chunk.type().equals("IHDR")).count() == 1;
    if (!isHeader) {
      throw new UnreadablePictureException("damaged PNG");
    }
    ByteBuffer ihdr = first.data();
    long width = Integer.toUnsignedLong(ihdr.getInt(0));
    long height = Integer.toUnsignedLong(ihdr.getInt(4));
    boolean isDeep = ihdr.get(8) == 16;
    int colourType = ihdr.get(9);
    boolean hasAlpha =
        colourType == GREY_ALPHA || colourType == RGB_ALPHA || chunks.hasTransparency();
    PictureHeader header =
        hasAlpha
            ? isDeep
                ? PictureHeader.of(width, height, 8, 8 + 3, bytes)
                : PictureHeader.of(width, height, 4, 4 + 3, bytes)
            : PictureHeader.of(width, height, 3, 3 + 3, bytes);
    return new Png(chunks, header, hasAlpha);
  }

  @Override
  public PictureHeader header() {
    return header;
  }

  @Override
  public boolean isOnItsSide() {
    return orientation().isOnItsSide();
  }

  private Orientation orientation() {
    return chunks
        .first("eXIf")
        .map(chunk -> Orientation.ofExif(chunk.data()))
        .orElse(Orientation.UPRIGHT);
  }

  @Override
  public Mat decode(ColourMode mode) throws UnreadablePictureException {
    PictureFormat format = PictureFormat.PNG;
    if (!hasAlpha || mode == ColourMode.OPENCV_GREY) {
      return header.confirmed(OpenCvDecoder.opaque(format, chunks.forDecoding(mode), mode), format);
    }
    Mat picture = OpenCvDecoder.onPaper(format, chunks.forDecoding(mode));
    header.confirmed(picture, format);
    // OpenCV leaves pictures with transparency as they are stored.
    orientation().apply(picture);
    return picture;
  }
}
