package io.github.mnistfit.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.OpenCv;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    byte[] whole = animatedWebP();
    for (int length = 13; length < whole.length; length++) {
      assertThat(Frames.count(Arrays.copyOf(whole, length))).isBetween(1, 3);
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

  private static byte[] animatedWebP() {
    var body = new ByteArrayOutputStream();
    for (int level : LEVELS) {
      var encoded = new MatOfByte();
      Imgcodecs.imencode(
          ".webp",
          new Mat(6, 8, CvType.CV_8UC3, Scalar.all(level)),
          encoded,
          new MatOfInt(Imgcodecs.IMWRITE_WEBP_QUALITY, 101));
      byte[] still = encoded.toArray();
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
