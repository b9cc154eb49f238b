package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Folders that strangers made: a record for each file, a line for each bad one, and no more. */
@Timeout(120)
class HostilePicturesTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final Path TWO = Path.of("samples/centred.png");
  private static final Path PENCIL = Path.of("samples/pencil.jpg");

  @TempDir private Path folder;

  /** Whether a picture comes out of them doesn't matter; that the last one does is the point. */
  @Test
  void oddPicturesGiveOneRecordEach() throws IOException {
    byte[] png = Files.readAllBytes(TWO);
    byte[] jpeg = Files.readAllBytes(PENCIL);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("empty.png", new byte[0]);
    files.put("one-byte.png", new byte[] {1});
    files.put("text.png", "no picture".getBytes(StandardCharsets.UTF_8));
    files.put("half.png", Arrays.copyOf(png, png.length / 2));
    files.put("half.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
    files.put("signature.png", Arrays.copyOf(png, 8));
    files.put("bomb.png", png(60_000, 60_000, 8, 2, null, new byte[60_000]));
    files.put("flat-bomb.png", png(1 << 30, 1, 1, 0, null, new byte[100]));
    files.put("lying.png", png(5_000, 5_000, 8, 2, null, new byte[100]));
    files.put("bad-palette.png", png(40, 40, 8, 3, new byte[] {0, 0, 0}, rows(40, 40)));
    files.put("no-palette.png", png(40, 40, 8, 3, null, rows(40, 40)));
    files.put("fit-bomb.pgm", "P5 99999 99999 255\n".getBytes(StandardCharsets.US_ASCII));
    files.put("lying.pgm", "P5 9999 9999 255\n".getBytes(StandardCharsets.US_ASCII));
    files.put("lying.bmp", bmp(9_000, 9_000));
    files.put("negative.bmp", bmp(Integer.MIN_VALUE, Integer.MIN_VALUE));
    files.put("exif-lies.jpg", withExif(jpeg, Integer.MAX_VALUE));
    files.put("exif-loops.jpg", withExif(jpeg, 0));
    files.put("extra.jpg", withBytesBeforeScan(jpeg));
    files.put("jasper.jp2", latin1("\0\0\0\fjP  \r\n\u0087\n"));
    files.put("open.exr", latin1("v/1\u0001\u0002\0\0\0"));
    files.put("radiance.hdr", latin1("#?RADIANCE\n"));
    files.put("sun.ras", latin1("Y\u00a6j\u0095"));
    files.put("svg.svg", latin1("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    assertEachHasItsRecord(files, true);
  }

  @Test
  void unusualPicturesAreAnswered() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] png = Files.readAllBytes(TWO);
    files.put("png.jpg", png);
    files.put("1x1.png", png(1, 1, 8, 0, null, new byte[2]));
    files.put("1x20000.png", png(1, 20_000, 8, 0, null, rows(1, 20_000)));
    files.put("20000x1.png", png(20_000, 1, 8, 0, null, rows(20_000, 1)));
    files.put("16-bit.png", png(20, 20, 16, 0, null, rows(40, 20)));
    files.put("animated.gif", animated());
    files.put("palette.gif", gif());
    assertEachHasItsRecord(files, false);
  }

  /** As printers' files are: inks instead of light, four bands, kept inverted. */
  @Test
  void aPictureInFourInksIsRead() throws IOException {
    BufferedImage two = ImageIO.read(TWO.toFile());
    WritableRaster inks =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, 4 * two.getWidth(), 4 * two.getHeight(), 4, null);
    for (int y = 0; y < inks.getHeight(); y++) {
      for (int x = 0; x < inks.getWidth(); x++) {
        int light = two.getRaster().getSample(x / 4, y / 4, 0);
        inks.setPixel(x, y, new int[] {255, 255, 255, light});
      }
    }
    Path file = folder.resolve("four-inks.jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, null, null), null);
    } finally {
      writer.dispose();
    }
    assertThat(CommandLineRun.of("predict", MODEL, file.toString()).out()).startsWith("2\t");
  }

  @Test
  void whatIsNoRegularFileIsNotWaitedFor() throws Exception {
    List<String> paths = new ArrayList<>();
    paths.add(Files.createDirectories(folder.resolve("folder.png/inner")).toString());
    Path fifo = folder.resolve("fifo.png");
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "no mkfifo here");
    paths.add(fifo.toString());
    paths.add("/dev/zero");
    Path loop = folder.resolve("loop.png");
    paths.add(Files.createSymbolicLink(loop, loop).toString());
    Path unreadable = Files.copy(TWO, folder.resolve("unreadable.png"));
    Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
    if (!Files.isReadable(unreadable)) { // root reads everything
      paths.add(unreadable.toString());
    }
    paths.add("nul\0byte.png");
    paths.add(folder.resolve("x".repeat(300)).toString());
    Path list =
        Files.writeString(folder.resolve("list"), String.join("\n", paths) + "\n" + TWO + "\n");
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "--files-from", list.toString());
    assertThat(run.out()).matches("2\t[01]\\.\\d{4}\t" + TWO + "\n");
    assertThat(run.err().lines())
        .hasSameSizeAs(paths)
        .allMatch(line -> line.startsWith("mnistfit: "));
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
  }

  @Test
  void aFileThatGrowsAndShrinksIsAnsweredOrTold() throws Exception {
    byte[] jpeg = Files.readAllBytes(PENCIL);
    Path file = Files.write(folder.resolve("changing.jpg"), jpeg);
    var goesOn = new AtomicBoolean(true);
    var writer =
        new Thread(
            () -> {
              var random = new Random(1);
              while (goesOn.get()) {
                try {
                  if (random.nextInt(4) == 0) {
                    Files.deleteIfExists(file);
                  } else {
                    Files.write(file, Arrays.copyOf(jpeg, random.nextInt(2 * jpeg.length)));
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    writer.start();
    String[] arguments = new String[43];
    Arrays.fill(arguments, file.toString());
    arguments[0] = "predict";
    arguments[1] = MODEL;
    arguments[2] = "--format=csv";
    try {
      CommandLineRun run = CommandLineRun.of(arguments);
      assertThat(run.lines()).hasSize(1 + 40);
      assertThat(run.err()).doesNotContain("Exception");
    } finally {
      goesOn.set(false);
      writer.join();
    }
  }

  @Test
  void theLimitOfPixelsIsTheUsers() {
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "--max-pixels=102399", TWO.toString());
    assertThat(run.err())
        .isEqualTo(
            "mnistfit: " + TWO + ": has 320×320 pixels, more than the limit of 102399 pixels\n");
    assertThat(CommandLineRun.of("predict", MODEL, "--max-pixels=102400", TWO.toString()).status())
        .isEqualTo(ExitStatus.OK);
    assertThat(CommandLineRun.of("predict", MODEL, "--max-pixels=0", TWO.toString()).status())
        .isEqualTo(ExitStatus.USAGE);
  }

  /** All of them before a good one, in one run; each record and line where it belongs. */
  private void assertEachHasItsRecord(Map<String, byte[]> files, boolean mayBeUnreadable)
      throws IOException {
    for (var file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    List<String> paths = new ArrayList<>();
    files.keySet().forEach(name -> paths.add(folder.resolve(name).toString()));
    paths.add(TWO.toString());
    List<String> arguments = new ArrayList<>(List.of("predict", MODEL, "--format=csv"));
    arguments.addAll(paths);
    CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
    List<String> records = run.lines().subList(1, run.lines().size());
    assertThat(records).hasSameSizeAs(paths);
    List<String> unreadable = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      assertThat(records.get(i)).startsWith(paths.get(i) + ",");
      if (records.get(i).startsWith(paths.get(i) + ",,")) {
        unreadable.add(paths.get(i));
      }
    }
    assertThat(records.get(records.size() - 1)).startsWith(TWO + ",2,");
    List<String> told =
        run.err().lines().filter(line -> !line.contains("the first of 3 pages")).toList();
    assertThat(told).hasSameSizeAs(unreadable);
    for (int i = 0; i < unreadable.size(); i++) {
      assertThat(told.get(i))
          .startsWith("mnistfit: " + unreadable.get(i) + ": ")
          .doesNotContain("decoder down");
    }
    if (!mayBeUnreadable) {
      assertThat(unreadable).isEmpty();
    }
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
  }

  private static byte[] rows(int rowBytes, int rows) {
    byte[] pixels = new byte[rows * (1 + rowBytes)];
    new Random(1).nextBytes(pixels);
    for (int row = 0; row < rows; row++) {
      pixels[row * (1 + rowBytes)] = 0; // no filter
    }
    return pixels;
  }

  private static byte[] png(
      int width, int height, int depth, int colourType, byte[] palette, byte[] pixels)
      throws IOException {
    var png = new ByteArrayOutputStream();
    png.writeBytes(latin1("\u0089PNG\r\n\u001a\n"));
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) depth).put((byte) colourType);
    chunk(png, "IHDR", header.array());
    if (palette != null) {
      chunk(png, "PLTE", palette);
    }
    var deflated = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(deflated)) {
      deflater.write(pixels);
    }
    chunk(png, "IDAT", deflated.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    var crc = new CRC32();
    crc.update(latin1(type));
    crc.update(data);
    png.writeBytes(
        ByteBuffer.allocate(12 + data.length)
            .putInt(data.length)
            .put(latin1(type))
            .put(data)
            .putInt((int) crc.getValue())
            .array());
  }

  private static byte[] bmp(int width, int height) {
    return ByteBuffer.allocate(200)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(latin1("BM"))
        .putInt(200)
        .putInt(0)
        .putInt(54)
        .putInt(40)
        .putInt(width)
        .putInt(height)
        .putShort((short) 1)
        .putShort((short) 24)
        .array();
  }

  /** Exif data whose directory is somewhere else than they are. */
  private static byte[] withExif(byte[] jpeg, int directory) {
    byte[] exif = ByteBuffer.allocate(14).put(latin1("Exif\0\0MM\0*")).putInt(directory).array();
    return ByteBuffer.allocate(jpeg.length + 4 + exif.length)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (2 + exif.length))
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** What makes libjpeg complain, although it reads the picture. */
  private static byte[] withBytesBeforeScan(byte[] jpeg) {
    return ByteBuffer.allocate(jpeg.length + 50)
        .put(jpeg, 0, 2)
        .put(new byte[50])
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] gif() throws IOException {
    var levels = new byte[] {0, -1};
    var image =
        new BufferedImage(
            40,
            40,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 2, levels, levels, levels));
    image.getRaster().setSample(20, 20, 0, 1);
    var gif = new ByteArrayOutputStream();
    ImageIO.write(image, "gif", gif);
    return gif.toByteArray();
  }

  private static byte[] animated() throws IOException {
    var gif = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var out = ImageIO.createImageOutputStream(gif)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 3; i++) {
        var frame = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        frame.getRaster().setSample(10 * i, 20, 0, 255);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    }
    writer.dispose();
    return gif.toByteArray();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
