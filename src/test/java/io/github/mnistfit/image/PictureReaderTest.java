package io.github.mnistfit.image;

import static io.github.mnistfit.image.PictureFiles.encoded;
import static io.github.mnistfit.image.PictureFiles.levels;
import static io.github.mnistfit.image.PictureFiles.pngChunk;
import static io.github.mnistfit.image.PictureFiles.pngWith;
import static io.github.mnistfit.image.PictureFiles.sixLevels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.image.format.PictureFormat;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

class PictureReaderTest {
  private static final int[] SIX_LEVELS = {0, 40, 80, 120, 160, 200};

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    ".png,  CV_8UC1,  PNG",
    ".png,  CV_8UC3,  PNG",
    ".png,  CV_8UC4,  PNG",
    ".png,  CV_16UC1, PNG",
    ".png,  CV_16UC3, PNG",
    ".png,  CV_16UC4, PNG",
    ".bmp,  CV_8UC1,  BMP",
    ".bmp,  CV_8UC3,  BMP",
    ".bmp,  CV_8UC4,  BMP",
    ".pgm,  CV_8UC1,  PNM",
    ".pgm,  CV_16UC1, PNM",
    ".ppm,  CV_8UC3,  PNM",
    ".ppm,  CV_16UC3, PNM",
    ".webp, CV_8UC3,  WEBP",
    ".webp, CV_8UC4,  WEBP",
    ".tiff, CV_8UC1,  TIFF",
    ".tiff, CV_8UC3,  TIFF",
    ".tiff, CV_8UC4,  TIFF",
    ".tiff, CV_16UC1, TIFF",
    ".tiff, CV_16UC3, TIFF",
    ".tiff, CV_16UC4, TIFF",
  })
  void readsEveryFormatAndDepth(String extension, String type, PictureFormat format)
      throws IOException {
    int webpLossless = 101;
    byte[] bytes =
        extension.equals(".webp")
            ? encoded(
                extension, sixLevels(cvType(type)), Imgcodecs.IMWRITE_WEBP_QUALITY, webpLossless)
            : encoded(extension, sixLevels(cvType(type)));
    assertThat(PictureFormat.of(bytes)).contains(format);
    for (ColourMode mode : ColourMode.values()) {
      try (Picture picture = PictureReader.read(bytes, mode)) {
        assertThat(picture.mat().type())
            .isEqualTo(mode == ColourMode.OPENCV_GREY ? CvType.CV_8UC1 : CvType.CV_8UC3);
        assertThat(picture.mat().cols()).isEqualTo(3);
        assertThat(levels(picture)).isEqualTo(SIX_LEVELS);
      }
    }
  }

  private static int cvType(String name) {
    int depth = name.startsWith("CV_16U") ? CvType.CV_16U : CvType.CV_8U;
    return CvType.makeType(depth, name.charAt(name.length() - 1) - '0');
  }

  @ParameterizedTest
  @EnumSource
  void readsJpegNearlyAsItWas(ColourMode mode) throws IOException {
    byte[] jpeg = encoded(".jpg", sixLevels(CvType.CV_8UC3), Imgcodecs.IMWRITE_JPEG_QUALITY, 100);
    try (Picture picture = PictureReader.read(jpeg, mode)) {
      int[] levels = levels(picture);
      for (int i = 0; i < 6; i++) {
        assertThat(levels[i]).isBetween(SIX_LEVELS[i] - 3, SIX_LEVELS[i] + 3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P1\n# one bit, 1 is black\n3 2\n1 0 1\n0 1 0\n",
        "P2\n3 2\n255\n0 255 0\n255 0 255\n",
        "P2\n3 2\n255\n0 255 0\n255 0 255",
        "P3 3 2 255 0 0 0 255 255 255 0 0 0 255 255 255 0 0 0 255 255 255\n",
      })
  void readsPlainPortableMaps(String file) throws IOException {
    try (Picture picture =
        PictureReader.read(file.getBytes(StandardCharsets.US_ASCII), ColourMode.OPENCV_GREY)) {
      assertThat(levels(picture)).containsExactly(0, 255, 0, 255, 0, 255);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "png", "bmp"})
  void readsPalettes(String format) throws IOException {
    var image = new BufferedImage(1, 6, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 1, 0xffffff);
    image.setRGB(0, 5, 0xff0000);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    for (ColourMode mode : ColourMode.values()) {
      try (Picture picture = PictureReader.read(bytes.toByteArray(), mode)) {
        int red = mode == ColourMode.OPENCV_GREY ? 76 : 0; // the first channel is blue
        assertThat(levels(picture)).containsExactly(0, 255, 0, 0, 0, red);
      }
    }
  }

  /** libpng turns colours into grey in linear light where the file tells its gamma. */
  @ParameterizedTest
  @CsvSource({
    "sRGB, 00",
    "gAMA, 0000b18f",
    "gAMA, 000186a0",
    "cHRM, 00007a26000080840000fa00000080e8000052080001155800003a9800001770",
    "tEXt, 410042"
  })
  void greyIsOpenCvsOwnWhateverColourSpaceAFileTells(String type, String data) throws IOException {
    assertGreyIsOpenCvs(pngChunk(type, HexFormat.of().parseHex(data)));
  }

  private static void assertGreyIsOpenCvs(byte[] chunk) throws IOException {
    OpenCv.load();
    var mat = new Mat(1, 3, CvType.CV_8UC3);
    mat.put(0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255);
    byte[] png = pngWith(encoded(".png", mat), chunk);
    Mat expected = Imgcodecs.imdecode(new MatOfByte(png), Imgcodecs.IMREAD_GRAYSCALE);
    try (Picture picture = PictureReader.read(png, ColourMode.OPENCV_GREY)) {
      assertThat(Core.norm(picture.mat(), expected, Core.NORM_INF)).isZero();
    }
  }

  @Test
  void greyIsOpenCvsOwnWithAColourProfile() throws IOException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    var data = new ByteArrayOutputStream();
    data.writeBytes("sRGB\0\0".getBytes(StandardCharsets.ISO_8859_1));
    try (var deflated = new DeflaterOutputStream(data)) {
      deflated.write(profile);
    }
    assertGreyIsOpenCvs(pngChunk("iCCP", data.toByteArray()));
  }

  @Test
  void namesDontMatter() throws IOException {
    Path file = folder.resolve("Ziffer sieben.txt");
    Files.write(file, encoded(".png", sixLevels(CvType.CV_8UC1)));
    try (Picture picture = PictureReader.read(file, ColourMode.OPENCV_GREY)) {
      assertThat(levels(picture)).isEqualTo(SIX_LEVELS);
    }
  }

  @Test
  void readsNamesOfAnyLetters() throws IOException {
    Path file;
    try {
      file = folder.resolve("sept-é-七.png");
    } catch (InvalidPathException e) {
      Assumptions.abort("this locale can't spell the file's name: skipped");
      return;
    }
    Files.write(file, encoded(".png", sixLevels(CvType.CV_8UC1)));
    try (Picture picture = PictureReader.read(file, ColourMode.OPENCV_GREY)) {
      assertThat(levels(picture)).isEqualTo(SIX_LEVELS);
    }
  }

  @Test
  void tellsWhyAFileCantBeRead() throws IOException {
    assertUnreadable(folder, "is a folder");
    Path absent = folder.resolve("absent.png");
    assertUnreadable(absent, "no such file");
    assertUnreadable(
        Files.createSymbolicLink(folder.resolve("link.png"), absent), "is a broken link");
    assertUnreadable(Files.write(folder.resolve("empty.png"), new byte[0]), "is empty");
    assertUnreadable(
        Files.writeString(folder.resolve("text.png"), "seven"),
        "not a picture format that mnistfit reads");
    assertUnreadable(
        Files.writeString(folder.resolve("a.hdr"), "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n"),
        "is a Radiance picture, which mnistfit doesn't read: convert it to JPEG or PNG first, for"
            + " instance with ImageMagick: magick IN OUT.png");
    Path device = Path.of("/dev/zero");
    if (Files.exists(device)) {
      assertUnreadable(device, "is not a regular file; to read from a pipe, give - instead");
    }
  }

  private static void assertUnreadable(Path file, String reason) {
    assertThatThrownBy(() -> PictureReader.read(file, ColourMode.OPENCV_GREY))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessage(reason);
  }

  /** What the kernel makes up says that it has no bytes; some of it never ends. */
  @Test
  void doesNotReadWhatHasNoSize() {
    Path made = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.isRegularFile(made), "no /proc here");
    assertThatThrownBy(() -> PictureReader.bytes(made))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessage("is empty");
  }
}
