package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.nio.ByteBuffer;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** A JPEG picture (ITU-T T.81), as JFIF, Exif or bare: segments, each behind its marker. */
public final class Jpeg implements EncodedPicture {
  /**
   * The most scans a picture may have. Programs write ten; each scan of a progressive picture costs
   * a walk over all of it, however few bytes it has.
   */
  static final int MAX_SCANS = 200;

  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int FIRST_RESTART = 0xd0;

  /** The segment of Exif data (Exif 2.3, section 4.7.2), and what they begin with. */
  private static final int APP1 = 0xe1;

  private static final String EXIF_PREFIX = "Exif\0\0";

  /** The greatest fraction of its size at which OpenCV decodes: an eighth. */
  private static final int GREATEST_FRACTION = 8;

  private final byte[] bytes;
  private final PictureHeader header;
  private final Orientation orientation;

  private Jpeg(byte[] bytes, PictureHeader header, Orientation orientation) {
    this.bytes = bytes;
    this.header = header;
    this.orientation = orientation;
  }

  static boolean begins(byte[] bytes) {
    return Signature.has(bytes, 0, "\u00ff\u00d8\u00ff");
  }

  /**
   * Walks over all segments. They are stepped over whole, since the thumbnail within one has frame,
   * scans and end of its own; what cameras write behind the end doesn't matter.
   */
  static Jpeg parse(byte[] bytes) throws UnreadablePictureException {
    ByteBuffer jpeg = ByteBuffer.wrap(bytes);
    int frame = 0;
    int scans = 0;
    Orientation orientation = Orientation.UPRIGHT;
    int i = 2;
    while (i + 1 < bytes.length) {
      int marker = Byte.toUnsignedInt(bytes[i + 1]);
      if (bytes[i] != (byte) 0xff || marker == 0xff) {
        i++; // picture data, stray bytes between segments, or a fill byte
      } else if (marker == END_OF_IMAGE && frame > 0) {
        return new Jpeg(bytes, header(bytes, frame, scans), orientation);
      } else if (standsAlone(marker)) {
        i += 2;
      } else if (marker < 0xc0 || marker == END_OF_IMAGE || (isFrame(marker) && frame > 0)) {
        // Reserved markers, which decoders step over in different ways; no frame; a second frame.
        throw new UnreadablePictureException("damaged JPEG");
      } else if (i + 3 < bytes.length) {
        frame = isFrame(marker) ? i : frame;
        scans += marker == START_OF_SCAN ? 1 : 0;
        if (marker == APP1 && Signature.has(bytes, i + 4, EXIF_PREFIX)) {
          int exif = i + 4 + EXIF_PREFIX.length();
          orientation = Orientation.ofExif(jpeg.slice(exif, bytes.length - exif));
        }
        i += 2 + Short.toUnsignedInt(jpeg.getShort(i + 2));
      } else {
        break;
      }
      if (scans > MAX_SCANS) {
        throw new UnreadablePictureException("has more than " + MAX_SCANS + " scans");
      }
    }
    // OpenCV would give a full-size picture, grey where the data end.
    throw new UnreadablePictureException(
        frame > 0 ? "truncated JPEG" : "damaged or truncated JPEG");
  }

  /** Whether no segment follows: a stuffed zero byte in picture data, or a restart marker. */
  private static boolean standsAlone(int marker) {
    return marker <= 1 || (marker >= FIRST_RESTART && marker <= START_OF_IMAGE);
  }

  /** Whether a frame header follows (table B.1), which has the picture's size. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** Of a frame at a marker (section B.2.2): length, precision, height, width, components. */
  private static PictureHeader header(byte[] bytes, int frame, int scans) {
    ByteBuffer jpeg = ByteBuffer.wrap(bytes);
    int height = Short.toUnsignedInt(jpeg.getShort(frame + 5));
    int width = Short.toUnsignedInt(jpeg.getShort(frame + 7));
    // Where one scan doesn't have all, libjpeg keeps every coefficient, of two bytes.
    boolean isKept = isProgressive(Byte.toUnsignedInt(jpeg.get(frame + 1))) || scans > 1;
    int coefficients = isKept ? coefficients(jpeg, frame) : 0;
    return PictureHeader.of(width, height, 3 + 2 * coefficients, 3 + 3, bytes);
  }

  private static boolean isProgressive(int marker) {
    return (marker & 3) == 2;
  }

  /** How many there are a pixel, rounded up; components may be stored at a fraction of its size. */
  private static int coefficients(ByteBuffer jpeg, int frame) {
    int components = Byte.toUnsignedInt(jpeg.get(frame + 9));
    int largest = 1;
    int all = 0;
    for (int i = 0; i < components; i++) {
      int sampling = Byte.toUnsignedInt(jpeg.get(frame + 11 + 3 * i));
      int blocks = (sampling >> 4) * (sampling & 15);
      largest = Math.max(largest, blocks);
      all += blocks;
    }
    return (all + largest - 1) / largest;
  }

  @Override
  public PictureHeader header() {
    return header;
  }

  @Override
  public boolean isOnItsSide() {
    return orientation.isOnItsSide();
  }

  @Override
  public Mat decode(ColourMode mode) throws UnreadablePictureException {
    return header.confirmed(
        OpenCvDecoder.opaque(PictureFormat.JPEG, OpenCvDecoder.buffer(bytes), mode),
        PictureFormat.JPEG);
  }

  /**
   * The largest fraction that leaves the longer side long enough.
   *
   * @param leastSide in pixels
   * @return 1 (whole), 2, 4 or 8: of each side one in so many pixels is left
   */
  public int fraction(int leastSide) {
    long side = Math.max(header.width(), header.height());
    int fraction = 1;
    while (fraction < GREATEST_FRACTION && side / (2L * fraction) >= leastSide) {
      fraction *= 2;
    }
    return fraction;
  }

  /**
   * Decodes at a fraction of the size, which the decoder does while it goes from frequencies to
   * pixels.
   *
   * @param fraction 2, 4 or 8
   * @return 8 bit, blue, green, red, upright; sides are rounded up
   * @throws UnreadablePictureException if the file is damaged
   */
  public Mat reduced(int fraction) throws UnreadablePictureException {
    int flags =
        switch (fraction) {
          case 2 -> Imgcodecs.IMREAD_REDUCED_COLOR_2;
          case 4 -> Imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 8 -> Imgcodecs.IMREAD_REDUCED_COLOR_8;
          default -> throw new IllegalArgumentException("no fraction of OpenCV's: " + fraction);
        };
    var small =
        new PictureHeader(
            (header.width() + fraction - 1) / fraction,
            (header.height() + fraction - 1) / fraction,
            header.memory());
    return small.confirmed(
        OpenCvDecoder.decode(PictureFormat.JPEG, OpenCvDecoder.buffer(bytes), flags),
        PictureFormat.JPEG);
  }
}
