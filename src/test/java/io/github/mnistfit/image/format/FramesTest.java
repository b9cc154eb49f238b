package io.github.mnistfit.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.UnreadablePictureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class FramesTest {
  private static final int[] LEVELS = {40, 120, 200};

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @Test
  void pagesOfATiffAreFilesOfTheirOwn() throws IOException {
    assertFrames(sequence("tiff"));
  }

  @Test
  void framesOfAGifAreFilesOfTheirOwn() throws IOException {
    assertFrames(sequence("gif"));
  }

  @Test
  void framesOfAWebPAreFilesOfTheirOwn() throws IOException {
    assertFrames(animatedWebP());
  }

  @Test
  void framesOfAPngAreFilesOfTheirOwn() throws IOException {
    assertFrames(animatedPng());
    assertThat(Frames.count(still(".png", LEVELS[0]))).isEqualTo(1);
  }

  /** So that a file that lacks its end isn't taken for a whole one. */
  @Test
  void theFrameInWhichAFileEndsIsCountedAndUnreadable() throws IOException {
    for (byte[] whole : List.of(sequence("gif"), animatedWebP(), animatedPng())) {
      byte[] cut = Arrays.copyOf(whole, whole.length - 24);
      assertThat(Frames.count(cut)).isEqualTo(3);
      byte[] second = Frames.frame(cut, 1);
      assertThat(level(second)).isBetween(LEVELS[1] - 3, LEVELS[1] + 3);
      byte[] last = Frames.frame(cut, 2);
      assertThatThrownBy(() -> level(last)).isInstanceOf(UnreadablePictureException.class);
    }
  }

  @Test
  void anAnimatedWebPIsReadAsItsFirstFrame() throws IOException {
    assertThat(level(animatedWebP())).isBetween(LEVELS[0] - 3, LEVELS[0] + 3);
  }

  @Test
  void aChainOfPagesThatIsARingEnds() {
    byte[] tiff = sequenceOfOne();
    ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.BIG_ENDIAN);
    int directory = buffer.getInt(4);
    buffer.putInt(directory + 2 + 12 * buffer.getShort(directory), directory);
    assertThat(Frames.count(tiff)).isEqualTo(1);
  }

  @Test
  void whatIsCutOffHasTheFramesBeforeIt() throws IOException {
    for (String format : new String[] {"tiff", "gif"}) {
      byte[] whole = sequence(format);
      for (int length = 13; length < whole.length; length += 7) {
        assertThat(Frames.count(Arrays.copyOf(whole, length))).isBetween(1, 3);
      }
    }
    for (byte[] whole : List.of(animatedWebP(), animatedPng())) {
      for (int length = 13; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        int count = Frames.count(cut);
        assertThat(count).isBetween(1, 3);
        assertThat(Frames.frame(cut, count - 1)).isNotEmpty();
      }
    }
  }

  private static void assertFrames(byte[] file) throws IOException {
    assertThat(Frames.count(file)).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      byte[] frame = Frames.frame(file, i);
      assertThat(level(frame)).isBetween(LEVELS[i] - 3, LEVELS[i] + 3);
    }
    assertThatThrownBy(() -> Frames.frame(file, 3)).hasMessage("has no page or frame 4");
  }

  private static int level(byte[] file) throws IOException {
    Mat mat = PictureFormat.of(file).orElseThrow().parse(file).decode(ColourMode.OPENCV_GREY);
    return (int) mat.get(2, 2)[0];
  }

  private static byte[] sequence(String format) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int level : LEVELS) {
        var image = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 48; i++) {
          image.getRaster().setSample(i % 8, i / 8, 0, level);
        }
        writer.writeToSequence(new IIOImage(image, null, null), null);
      }
      writer.endWriteSequence();
    }
    return bytes.toByteArray();
  }

  private static byte[] sequenceOfOne() {
    ByteBuffer tiff = ByteBuffer.allocate(26).put("MM\0*".getBytes(StandardCharsets.ISO_8859_1));
    tiff.putInt(8).putShort((short) 1);
    tiff.putShort((short) 256).putShort((short) 3).putInt(1).putInt(1 << 16);
    return tiff.array();
  }

  private static byte[] still(String ending, int level) {
    var encoded = new MatOfByte();
    Imgcodecs.imencode(
        ending,
        new Mat(6, 8, CvType.CV_8UC3, Scalar.all(level)),
        encoded,
        new MatOfInt(Imgcodecs.IMWRITE_WEBP_QUALITY, 101));
    return encoded.toArray();
  }

  /** The second frame has its sizes from its own control chunk, its data in two chunks. */
  private static byte[] animatedPng() throws IOException {
    var file = new ByteArrayOutputStream();
    file.writeBytes(PngChunks.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < LEVELS.length; i++) {
      PngChunks still = PngChunks.of(still(".png", LEVELS[i]));
      ByteBuffer ihdr = still.first("IHDR").orElseThrow().data();
      if (i == 0) {
        write(file, "IHDR", ihdr);
        write(file, "acTL", ByteBuffer.allocate(8).putInt(3).putInt(0).flip());
      }
      ByteBuffer control = ByteBuffer.allocate(26).putInt(i).put(ihdr.slice(0, 8));
      write(file, "fcTL", control.rewind());
      ByteBuffer pixels = still.first("IDAT").orElseThrow().data();
      if (i == 0) {
        write(file, "IDAT", pixels);
        continue;
      }
      for (ByteBuffer half : List.of(pixels.slice(0, 9), pixels.slice(9, pixels.remaining() - 9))) {
        ByteBuffer data = ByteBuffer.allocate(4 + half.remaining()).putInt(i).put(half).flip();
        write(file, "fdAT", data);
      }
    }
    write(file, "IEND", ByteBuffer.allocate(0));
    return file.toByteArray();
  }

  private static void write(ByteArrayOutputStream file, String type, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    file.writeBytes(PngChunks.Chunk.of(type, bytes).bytes().array());
  }

  private static byte[] animatedWebP() {
    var body = new ByteArrayOutputStream();
    for (int level : LEVELS) {
      byte[] still = still(".webp", level);
      ByteBuffer frame = ByteBuffer.allocate(24 + still.length - 12).order(ByteOrder.LITTLE_ENDIAN);
      frame.put("ANMF".getBytes(StandardCharsets.ISO_8859_1)).putInt(16 + still.length - 12);
      frame.position(frame.position() + 6);
      frame.put(new byte[] {7, 0, 0, 5, 0, 0, 100, 0, 0, 0});
      frame.put(still, 12, still.length - 12);
      body.writeBytes(frame.array());
    }
    ByteBuffer file =
        ByteBuffer.allocate(12 + 18 + 14 + body.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(file.capacity() - 8);
    file.put("WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(2);
    file.put(new byte[] {7, 0, 0, 5, 0, 0});
    file.put("ANIM".getBytes(StandardCharsets.ISO_8859_1)).putInt(6).put(new byte[6]);
    return file.put(body.toByteArray()).array();
  }
}
