import io.github.mnistfit.image.OpenCv;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Makes one of the largest pictures that mnistfit takes, a handwritten 7 on paper: MakeLargest FILE
 * KIND. Without arguments: names the kinds, one a line.
 */
final class MakeLargest {
  /** A kind, with as many megapixels as the limits of pixels, memory and a file's bytes allow. */
  private record Kind(String name, double megapixels, int type, Writer writer) {
    void write(String file) throws Exception {
      int side = (int) Math.sqrt(1e6 * megapixels);
      writer.write(file, drawn(side, type));
    }
  }

  private interface Writer {
    void write(String file, Mat picture) throws Exception;
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("PNG, grey, 8 bit", 100, CvType.CV_8UC1, openCv("png")),
          new Kind("PNG, grey, 16 bit", 100, CvType.CV_16UC1, openCv("png")),
          new Kind("PNG, RGB, 8 bit, interlaced", 100, CvType.CV_8UC3, jdk("png", true, 0, null)),
          new Kind("PNG, RGB, 16 bit", 100, CvType.CV_16UC3, openCv("png")),
          new Kind("PNG, RGBA, 8 bit", 100, CvType.CV_8UC4, openCv("png")),
          new Kind("PNG, RGBA, 16 bit", 90, CvType.CV_16UC4, openCv("png")),
          new Kind("JPEG, grey", 100, CvType.CV_8UC1, openCv("jpg")),
          new Kind("JPEG", 100, CvType.CV_8UC3, openCv("jpg")),
          new Kind("JPEG, progressive", 100, CvType.CV_8UC3, jdk("jpg", true, 0, null)),
          new Kind("JPEG, CMYK", 100, CvType.CV_8UC4, jdk("jpg", false, 0, null)),
          new Kind("JPEG, CMYK, progressive", 90, CvType.CV_8UC4, jdk("jpg", true, 0, null)),
          new Kind(
              "WebP, lossy",
              100,
              CvType.CV_8UC3,
              openCv("webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 80)),
          new Kind(
              "WebP, lossy, alpha",
              100,
              CvType.CV_8UC4,
              openCv("webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 80)),
          new Kind(
              "WebP, lossless",
              100,
              CvType.CV_8UC3,
              openCv("webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 101)),
          new Kind(
              "WebP, lossless, alpha",
              100,
              CvType.CV_8UC4,
              openCv("webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 101)),
          new Kind("BMP, palette", 100, CvType.CV_8UC1, openCv("bmp")),
          new Kind("BMP, 24 bit", 83, CvType.CV_8UC3, openCv("bmp")),
          new Kind("GIF", 100, CvType.CV_8UC1, jdk("gif", false, 0, null)),
          new Kind("GIF, interlaced", 100, CvType.CV_8UC1, jdk("gif", true, 0, null)),
          new Kind("PGM, 8 bit", 100, CvType.CV_8UC1, openCv("pgm")),
          new Kind("PPM, 16 bit", 44, CvType.CV_16UC3, openCv("ppm")),
          new Kind(
              "TIFF, grey, 8 bit, strips", 100, CvType.CV_8UC1, jdk("tiff", false, 0, "Deflate")),
          new Kind(
              "TIFF, RGB, 16 bit, not compressed",
              44,
              CvType.CV_16UC3,
              jdk("tiff", false, 0, null)),
          new Kind(
              "TIFF, RGB, 16 bit, strips", 100, CvType.CV_16UC3, jdk("tiff", false, 0, "Deflate")),
          new Kind("TIFF, RGBA, 8 bit, tiles", 100, CvType.CV_8UC4, jdk("tiff", false, 256, "LZW")),
          new Kind(
              "TIFF, RGBA, 16 bit, tiles",
              100,
              CvType.CV_16UC4,
              jdk("tiff", false, 256, "Deflate")),
          new Kind(
              "TIFF, RGBA, 16 bit, one tile",
              29,
              CvType.CV_16UC4,
              jdk("tiff", false, -1, "Deflate")));

  private MakeLargest() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      KINDS.forEach(kind -> System.out.println(kind.name()));
      return;
    }
    OpenCv.load();
    KINDS.stream()
        .filter(kind -> kind.name().equals(arguments[1]))
        .findFirst()
        .orElseThrow()
        .write(arguments[0]);
  }

  /** Alpha is opaque: what is transparent takes as much memory. */
  private static Mat drawn(int side, int type) {
    double white = CvType.depth(type) == CvType.CV_8U ? 255 : 65535;
    var picture =
        new Mat(side, side, type, new Scalar(0.84 * white, 0.88 * white, 0.89 * white, white));
    var seven =
        new MatOfPoint(
            new Point(0.4 * side, 0.25 * side),
            new Point(0.6 * side, 0.25 * side),
            new Point(0.45 * side, 0.75 * side));
    Imgproc.polylines(
        picture,
        List.of(seven),
        false,
        new Scalar(0.27 * white, 0.16 * white, 0.16 * white, white),
        side / 40);
    return picture;
  }

  private static Writer openCv(String ending, int... parameters) {
    return (file, picture) -> {
      String named = file + "." + ending;
      if (!Imgcodecs.imwrite(named, picture, new MatOfInt(parameters))) {
        throw new IllegalStateException(named);
      }
      Files.move(Path.of(named), Path.of(file), StandardCopyOption.REPLACE_EXISTING);
    };
  }

  /**
   * @param tile in pixels; 0 for strips, -1 for one tile as large as the picture
   * @param compression null for the format's own
   */
  private static Writer jdk(String format, boolean isProgressive, int tile, String compression) {
    return (file, picture) -> {
      ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (isProgressive) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      if (tile != 0) {
        int side = tile > 0 ? tile : (picture.rows() + 15) / 16 * 16;
        how.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        how.setTiling(side, side, 0, 0);
      }
      if (compression != null) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionType(compression);
      }
      WritableRaster raster = raster(picture);
      picture.release();
      Files.deleteIfExists(Path.of(file));
      try (var out = ImageIO.createImageOutputStream(new File(file))) {
        writer.setOutput(out);
        boolean isRaw = format.equals("jpg") && raster.getNumBands() != 3;
        writer.write(
            null,
            isRaw
                ? new IIOImage(raster, null, null)
                : new IIOImage(image(raster, format), null, null),
            how);
      }
    };
  }

  private static WritableRaster raster(Mat picture) {
    int type = picture.depth() == CvType.CV_8U ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    WritableRaster raster =
        Raster.createInterleavedRaster(
            type, picture.cols(), picture.rows(), picture.channels(), null);
    for (int y = 0; y < picture.rows(); y++) {
      Object row = raster.getDataElements(0, y, picture.cols(), 1, null);
      if (row instanceof byte[] bytes) {
        picture.get(y, 0, bytes);
      } else {
        picture.get(y, 0, (short[]) row);
      }
      raster.setDataElements(0, y, picture.cols(), 1, row);
    }
    return raster;
  }

  private static BufferedImage image(WritableRaster raster, String format) {
    int bands = raster.getNumBands();
    int type = raster.getDataBuffer().getDataType();
    ColorModel model =
        format.equals("gif")
            ? new IndexColorModel(8, 256, greys(), greys(), greys())
            : new ComponentColorModel(
                ColorSpace.getInstance(bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                bands % 2 == 0,
                false,
                bands % 2 == 0 ? 3 : 1,
                type);
    return new BufferedImage(model, raster, false, null);
  }

  private static byte[] greys() {
    byte[] greys = new byte[256];
    for (int i = 0; i < greys.length; i++) {
      greys[i] = (byte) i;
    }
    return greys;
  }
}
