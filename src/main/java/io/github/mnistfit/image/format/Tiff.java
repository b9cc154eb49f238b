package io.github.mnistfit.image.format;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.UnreadablePictureException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import org.opencv.core.Mat;

/** A TIFF picture (Adobe, "TIFF", revision 6.0) of either byte order: the first of its file. */
public final class Tiff implements EncodedPicture {
  /** Why what is neither grey nor RGB isn't read. */
  static final String UNUSUAL =
      "is a TIFF that isn't grey or RGB with at most 16 bits, which mnistfit doesn't read: convert it to"
          + " JPEG or PNG first";

  private static final Set<Integer> JPEG =
      Set.of(BaselineTIFFTagSet.COMPRESSION_OLD_JPEG, BaselineTIFFTagSet.COMPRESSION_JPEG);

  /** Compressions that libtiff has and the JDK hasn't. */
  private static final Map<Integer, String> FOREIGN =
      Map.of(34712, "JPEG 2000", 34925, "LZMA", 50000, "Zstandard", 50001, "WebP");

  /** Tags that decoding goes by and that have one number. */
  private static final Set<Integer> NUMBERS =
      Set.of(
          BaselineTIFFTagSet.TAG_IMAGE_WIDTH,
          BaselineTIFFTagSet.TAG_IMAGE_LENGTH,
          BaselineTIFFTagSet.TAG_COMPRESSION,
          BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION,
          BaselineTIFFTagSet.TAG_SAMPLES_PER_PIXEL,
          BaselineTIFFTagSet.TAG_ROWS_PER_STRIP,
          BaselineTIFFTagSet.TAG_PLANAR_CONFIGURATION,
          BaselineTIFFTagSet.TAG_PREDICTOR,
          BaselineTIFFTagSet.TAG_TILE_WIDTH,
          BaselineTIFFTagSet.TAG_TILE_LENGTH);

  /** Tags of a number for each strip or tile. */
  private static final Set<Integer> PARTS =
      Set.of(
          BaselineTIFFTagSet.TAG_STRIP_OFFSETS,
          BaselineTIFFTagSet.TAG_STRIP_BYTE_COUNTS,
          BaselineTIFFTagSet.TAG_TILE_OFFSETS,
          BaselineTIFFTagSet.TAG_TILE_BYTE_COUNTS);

  /** The others that the JDK reads without metadata, and that may have any number of values. */
  private static final Set<Integer> TABLES =
      Set.of(
          BaselineTIFFTagSet.TAG_BITS_PER_SAMPLE,
          BaselineTIFFTagSet.TAG_COLOR_MAP,
          BaselineTIFFTagSet.TAG_EXTRA_SAMPLES,
          BaselineTIFFTagSet.TAG_ICC_PROFILE,
          BaselineTIFFTagSet.TAG_JPEG_AC_TABLES,
          BaselineTIFFTagSet.TAG_JPEG_DC_TABLES,
          BaselineTIFFTagSet.TAG_JPEG_Q_TABLES,
          BaselineTIFFTagSet.TAG_JPEG_TABLES,
          BaselineTIFFTagSet.TAG_REFERENCE_BLACK_WHITE,
          BaselineTIFFTagSet.TAG_SAMPLE_FORMAT,
          BaselineTIFFTagSet.TAG_Y_CB_CR_COEFFICIENTS,
          BaselineTIFFTagSet.TAG_Y_CB_CR_SUBSAMPLING);

  /** Writers let entries of equal values share them; those are short. */
  private static final int SHARED = 1 << 12;

  /** The most strips or tiles: tiles of 16×16 for 256 megapixels. The JDK needs 100 bytes each. */
  private static final int MAX_PARTS = 1_000_000;

  private static final int MAX_SAMPLES = 4;
  private static final int MAX_BITS = 16;

  /** Pixels that are asked for at a time, or as many as one strip has. */
  private static final int BAND = 1 << 22;

  private final byte[] bytes;
  private final JdkDecoder decoder;
  private final Orientation orientation;

  private Tiff(byte[] bytes, JdkDecoder decoder, Orientation orientation) {
    this.bytes = bytes;
    this.decoder = decoder;
    this.orientation = orientation;
  }

  static boolean begins(byte[] bytes) {
    return Signature.has(bytes, 0, "II*\0") || Signature.has(bytes, 0, "MM\0*");
  }

  static Tiff parse(byte[] bytes) throws IOException {
    check(TiffEntry.of(ByteBuffer.wrap(bytes)), bytes.length);
    try (JdkReader reader = JdkReader.of(PictureFormat.TIFF, bytes)) {
      long width = reader.width();
      long height = reader.height();
      TIFFDirectory directory = TIFFDirectory.createFromMetadata(reader.metadata());
      return of(bytes, width, height, directory);
    }
  }

  /**
   * Holds the entries against what the JDK's reader would misunderstand: where a type is unknown it
   * loses step, and with JPEG data in sight it hands them to native code while it looks for a size.
   * Values of several entries can lie at one place of the file; the JDK has them once for each.
   */
  private static void check(List<TiffEntry> entries, int fileLength)
      throws UnreadablePictureException {
    Set<Integer> tags = new HashSet<>();
    long left = (long) fileLength + SHARED;
    for (TiffEntry entry : entries) {
      int tag = entry.tag();
      boolean isJpeg =
          tag == BaselineTIFFTagSet.TAG_COMPRESSION && JPEG.contains((int) entry.number());
      if (isJpeg || tag == BaselineTIFFTagSet.TAG_JPEG_INTERCHANGE_FORMAT) {
        throw new UnreadablePictureException(
            "is a TIFF with JPEG data, which mnistfit doesn't read: save it without compression");
      }
      if (!tags.add(tag)
          || !entry.hasKnownType()
          || (NUMBERS.contains(tag) && entry.count() != 1)
          || (PARTS.contains(tag) && entry.count() > MAX_PARTS)) {
        throw new UnreadablePictureException("damaged TIFF");
      }
      left -= TABLES.contains(tag) ? entry.bytes() : 0;
      if (left < 0) {
        throw new UnreadablePictureException("damaged TIFF");
      }
    }
  }

  private static Tiff of(byte[] bytes, long width, long height, TIFFDirectory directory)
      throws UnreadablePictureException {
    int compression =
        number(directory, BaselineTIFFTagSet.TAG_COMPRESSION, BaselineTIFFTagSet.COMPRESSION_NONE);
    if (FOREIGN.containsKey(compression)) {
      throw new UnreadablePictureException(
          "is a TIFF with %s data, which mnistfit doesn't read: save it without compression"
              .formatted(FOREIGN.get(compression)));
    }
    long sampleBytes = sampleBytes(directory);
    boolean isTiled = directory.containsTIFFField(BaselineTIFFTagSet.TAG_TILE_WIDTH);
    long partWidth = isTiled ? number(directory, BaselineTIFFTagSet.TAG_TILE_WIDTH, 0) : width;
    long partHeight = partHeight(directory, height);
    boolean isCompressed = compression != BaselineTIFFTagSet.COMPRESSION_NONE;
    if (partWidth < 1 || partHeight < 1 || (isCompressed && hasLongPart(directory, bytes.length))) {
      throw new UnreadablePictureException("damaged TIFF");
    }
    // What isn't compressed is read row by row.
    boolean isWhole = isTiled || isCompressed;
    long unit = isWhole ? partHeight : 1;
    long bandRows = unit * Math.max(1, BAND / Math.max(1, width) / unit);
    long band = PictureHeader.pixels(width, Math.min(bandRows, height));
    long part = isWhole ? PictureHeader.pixels(partWidth, partHeight) : 0;
    Orientation orientation = Orientation.ofExif(ByteBuffer.wrap(bytes));
    int pictureBytes =
        hasAlpha(directory) ? 4 + 3 : orientation.equals(Orientation.UPRIGHT) ? 3 : 3 + 3;
    // A strip or tile, its bytes where they aren't the samples, and what is made of it.
    int copies = isDeep(directory) ? 2 : 1;
    // The samples count to the end, and an eighth more: Java keeps the memory that they leave, and
    // clears away late.
    long samples = sampleBytes * (band + copies * part);
    long memory =
        pictureBytes * PictureHeader.pixels(width, height)
            + samples
            + samples / 8
            + (isCompressed ? 3L : 2L) * bytes.length;
    var header = new PictureHeader(width, height, memory);
    boolean isDifferenced = isDifferenced(directory, isTiled);
    return new Tiff(
        isDifferenced ? withoutPredictor(bytes) : bytes,
        new JdkDecoder(
            PictureFormat.TIFF, header, (int) Math.min(bandRows, Integer.MAX_VALUE), isDifferenced),
        orientation);
  }

  /** Whether a strip or tile says that it is longer than the file; the JDK would believe it. */
  private static boolean hasLongPart(TIFFDirectory directory, long fileLength) {
    for (int tag :
        List.of(
            BaselineTIFFTagSet.TAG_STRIP_BYTE_COUNTS, BaselineTIFFTagSet.TAG_TILE_BYTE_COUNTS)) {
      TIFFField field = directory.getTIFFField(tag);
      for (int i = 0; field != null && i < field.getCount(); i++) {
        if (field.getAsLong(i) > fileLength) {
          return true;
        }
      }
    }
    return false;
  }

  /** Bytes of a pixel's samples in the JDK's rasters. */
  private static long sampleBytes(TIFFDirectory directory) throws UnreadablePictureException {
    if (samples(directory) > MAX_SAMPLES || bits(directory) > MAX_BITS) {
      throw new UnreadablePictureException(UNUSUAL);
    }
    return samples(directory) * (isDeep(directory) ? 2L : 1L);
  }

  private static boolean isDeep(TIFFDirectory directory) {
    return bits(directory) > 8;
  }

  /** Of the sample that has most. */
  private static int bits(TIFFDirectory directory) {
    TIFFField field = directory.getTIFFField(BaselineTIFFTagSet.TAG_BITS_PER_SAMPLE);
    int most = 1;
    for (int i = 0; field != null && i < Math.min(field.getCount(), samples(directory)); i++) {
      most = Math.max(most, field.getAsInt(i));
    }
    return most;
  }

  private static int samples(TIFFDirectory directory) {
    return number(directory, BaselineTIFFTagSet.TAG_SAMPLES_PER_PIXEL, 1);
  }

  private static boolean hasAlpha(TIFFDirectory directory) {
    return samples(directory) % 2 == 0;
  }

  /** Strips are as high as the picture unless it says otherwise. */
  private static long partHeight(TIFFDirectory directory, long height) {
    if (directory.containsTIFFField(BaselineTIFFTagSet.TAG_TILE_LENGTH)) {
      return number(directory, BaselineTIFFTagSet.TAG_TILE_LENGTH, 0);
    }
    long rows = number(directory, BaselineTIFFTagSet.TAG_ROWS_PER_STRIP, -1);
    return rows == -1 ? height : Math.min(rows, height);
  }

  /**
   * Whether samples are differences, which the JDK knows for 8 bit only: then we add them up. Grey
   * and RGB in strips; anything else is left to the JDK.
   */
  private static boolean isDifferenced(TIFFDirectory directory, boolean isTiled) {
    int photometric = number(directory, BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION, 0);
    return number(directory, BaselineTIFFTagSet.TAG_PREDICTOR, BaselineTIFFTagSet.PREDICTOR_NONE)
            == BaselineTIFFTagSet.PREDICTOR_HORIZONTAL_DIFFERENCING
        && (photometric == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_BLACK_IS_ZERO
            || photometric == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_RGB)
        && !isTiled;
  }

  private static byte[] withoutPredictor(byte[] bytes) {
    byte[] copy = bytes.clone();
    TiffEntry.of(ByteBuffer.wrap(copy)).stream()
        .filter(entry -> entry.tag() == BaselineTIFFTagSet.TAG_PREDICTOR)
        .forEach(entry -> entry.setFirstShort(BaselineTIFFTagSet.PREDICTOR_NONE));
    return copy;
  }

  /** The first value of a field, in the words of the reader that will decode. */
  private static int number(TIFFDirectory directory, int tag, int absent) {
    TIFFField field = directory.getTIFFField(tag);
    return field == null ? absent : field.getAsInt(0);
  }

  @Override
  public PictureHeader header() {
    return decoder.header();
  }

  @Override
  public boolean isOnItsSide() {
    return orientation.isOnItsSide();
  }

  @Override
  public Mat decode(ColourMode mode) throws UnreadablePictureException {
    Mat picture = decoder.decode(bytes, mode);
    orientation.apply(picture);
    return picture;
  }
}
