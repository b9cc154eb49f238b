package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * A WebP picture (RFC 9649): a RIFF file whose first chunk is VP8X (extended), VP8L (lossless) or
 * VP8 (lossy).
 */
public final class WebP implements EncodedPicture {
  /** Chunks' names, as little-endian numbers. */
  private static final int VP8X = 0x58385056;

  private static final int VP8L = 0x4c385056;
  private static final int VP8 = 0x20385056;
  private static final int EXIF = 0x46495845;

  private static final int VP8X_BYTES = 10;
  private static final int VP8L_SIGNATURE = 0x2f;

  /** The three bytes behind a VP8 key frame's tag. */
  private static final int VP8_START_CODE = 0x2a019d;

  private static final int ANIMATION_FLAG = 0x02;
  private static final int ALPHA_FLAG = 0x10;

  /** Written before Exif data by some programs, although it belongs to JPEG. */
  private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private final byte[] bytes;
  private final PictureHeader header;
  private final boolean hasAlpha;

  /** libwebp keeps a lossless picture as 32-bit pixels beside what it gives. */
  private WebP(byte[] bytes, long width, long height, boolean hasAlpha) {
    this.bytes = bytes;
    this.header =
        hasAlpha
            ? PictureHeader.of(width, height, 4 + 4, 4 + 3, bytes)
            : PictureHeader.of(width, height, 4 + 3, 3 + 3, bytes);
    this.hasAlpha = hasAlpha;
  }

  static boolean begins(byte[] bytes) {
    return Signature.has(bytes, 0, "RIFF") && Signature.has(bytes, 8, "WEBP");
  }

  static WebP parse(byte[] bytes) throws UnreadablePictureException {
    ByteBuffer webp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int chunk = webp.getInt(12);
    if (chunk == VP8X && webp.getInt(16) == VP8X_BYTES) {
      int flags = webp.get(20);
      if ((flags & ANIMATION_FLAG) != 0) {
        return firstFrame(bytes);
      }
      return new WebP(
          bytes,
          (webp.getInt(24) & 0xffffff) + 1,
          (webp.getInt(26) >>> 8) + 1,
          (flags & ALPHA_FLAG) != 0);
    }
    if (chunk == VP8L && webp.get(20) == VP8L_SIGNATURE) {
      int bits = webp.getInt(21);
      return new WebP(
          bytes, (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, ((bits >>> 28) & 1) != 0);
    }
    if (chunk == VP8 && webp.getInt(22) >>> 8 == VP8_START_CODE) {
      return new WebP(bytes, webp.getShort(26) & 0x3fff, webp.getShort(28) & 0x3fff, false);
    }
    // libwebp also reads a bare stream of either kind here, whose size stands elsewhere.
    throw new UnreadablePictureException("damaged or unusual WEBP");
  }

  /** OpenCV's libwebp reads no animations. */
  private static WebP firstFrame(byte[] bytes) throws UnreadablePictureException {
    List<Frames.Frame> frames = WebPFrames.of(bytes);
    byte[] still = frames.isEmpty() ? bytes : frames.get(0).file();
    // A frame that says it is an animation would have us here again.
    if (Signature.has(still, 12, "VP8X") && (still[20] & ANIMATION_FLAG) != 0) {
      throw new UnreadablePictureException("damaged or truncated WEBP");
    }
    return parse(still);
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
    return exif().map(Orientation::ofExif).orElse(Orientation.UPRIGHT);
  }

  /** OpenCV doesn't look for orientations in WebP files. To grey, they stay as they are. */
  @Override
  public Mat decode(ColourMode mode) throws UnreadablePictureException {
    PictureFormat format = PictureFormat.WEBP;
    boolean onPaper = mode == ColourMode.ON_PAPER;
    Mat picture =
        hasAlpha && onPaper
            ? OpenCvDecoder.onPaper(format, OpenCvDecoder.buffer(bytes))
            : OpenCvDecoder.opaque(format, OpenCvDecoder.buffer(bytes), mode);
    header.confirmed(picture, format);
    if (onPaper) {
      orientation().apply(picture);
    }
    return picture;
  }

  /** Chunks of an even number of bytes follow the twelve bytes of the file's header. */
  private Optional<ByteBuffer> exif() {
    ByteBuffer webp = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long chunk = 12;
    while (chunk + 8 <= webp.limit()) {
      int start = (int) chunk;
      long length = Integer.toUnsignedLong(webp.getInt(start + 4));
      if (webp.getInt(start) == EXIF) {
        ByteBuffer data = webp.slice(start + 8, webp.limit() - start - 8);
        boolean prefixed = data.mismatch(ByteBuffer.wrap(EXIF_PREFIX)) == EXIF_PREFIX.length;
        return Optional.of(prefixed ? data.slice(6, data.limit() - 6) : data);
      }
      chunk += 8 + length + length % 2;
    }
    return Optional.empty();
  }
}
