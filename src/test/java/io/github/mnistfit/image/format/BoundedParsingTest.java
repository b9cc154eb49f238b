package io.github.mnistfit.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.mnistfit.image.UnreadablePictureException;
import io.github.mnistfit.image.format.PngChunks.Chunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a file says of itself takes no more memory than the file. */
class BoundedParsingTest {
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;
  private static final int FREE_OFFSETS = 288;
  private static final int JPEG_Q_TABLES = 519;
  private static final int JPEG_DC_TABLES = 520;
  private static final int ICC_PROFILE = 34675;
  private static final String SEVEN =
      "src/test/resources/io/github/mnistfit/fuzz/PictureFuzzTestInputs/bytesGiveAnAnswer/seven.gif";

  private static final int VALUES = 1_000_000;

  /** What the first picture needs besides isn't counted. */
  @BeforeAll
  static void loadReader() throws IOException {
    Tiff.parse(tiff());
  }

  @Test
  void chunksThatNobodyReadsAreNotKept() throws IOException {
    PngChunks chunks = PngChunks.of(png("aaaa", 1000));
    assertThat(chunks.chunks()).extracting(Chunk::type).containsExactly("IHDR", "IEND");
  }

  @Test
  void soManyChunksAreNoPicture() throws IOException {
    assertThat(PngChunks.of(png("IDAT", 1 << 17)).chunks()).hasSize(2 + (1 << 17));
    byte[] more = png("IDAT", 1 << 18);
    assertThatThrownBy(() -> PngChunks.of(more))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessage("damaged PNG");
  }

  private static byte[] png(String type, int times) throws IOException {
    var png = new ByteArrayOutputStream();
    png.write(PngChunks.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
    png.write(Chunk.of("IHDR", new byte[13]).bytes().array());
    byte[] chunk = Chunk.of(type, new byte[0]).bytes().array();
    for (int i = 0; i < times; i++) {
      png.write(chunk);
    }
    png.write(Chunk.of("IEND", new byte[0]).bytes().array());
    return png.toByteArray();
  }

  /** As an array of numbers alone they would take eight times as much. */
  @Test
  void metadataOfATiffAreNotRead() throws IOException {
    byte[] tiff = tiff(new int[][] {{FREE_OFFSETS, LONG}});
    long before = allocated();
    assertThat(Tiff.parse(tiff).header().width()).isEqualTo(1);
    assertThat(allocated() - before).isLessThan(VALUES);
  }

  @Test
  void tablesOfATiffDoNotLieAtOnePlace() throws IOException {
    int[][] tables = {{JPEG_Q_TABLES, LONG}, {JPEG_DC_TABLES, LONG}, {ICC_PROFILE, UNDEFINED}};
    byte[] tiff = tiff(tables);
    long before = allocated();
    assertThatThrownBy(() -> Tiff.parse(tiff))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessage("damaged TIFF");
    assertThat(allocated() - before).isLessThan(VALUES);
    assertThat(Tiff.parse(tiff(new int[][] {tables[2]})).header().width()).isEqualTo(1);
  }

  /** One grey pixel, and entries whose values are all at the same place. */
  private static byte[] tiff(int[]... more) {
    int[][] shorts = {{256, 1}, {257, 1}, {258, 8}, {259, 1}, {262, 1}, {273, 8}, {277, 1}};
    int[][] last = {{278, 1}, {279, 1}};
    int entries = shorts.length + last.length + more.length;
    int place = 16 + 2 + 12 * entries + 4;
    ByteBuffer tiff = ByteBuffer.allocate(place + 4 * VALUES).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(16);
    tiff.position(16).putShort((short) entries);
    for (int[][] some : new int[][][] {shorts, last}) {
      for (int[] one : some) {
        tiff.putShort((short) one[0]).putShort((short) 3).putInt(1).putInt(one[1]);
      }
    }
    for (int[] one : more) {
      tiff.putShort((short) one[0]).putShort((short) one[1]).putInt(VALUES).putInt(place);
    }
    return tiff.putInt(0).array();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** One that is on the class path could be any native code. */
  @Test
  void noOtherMakersReaderDecodes() throws IOException {
    var foreign = new ForeignReader();
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry.registerServiceProvider(foreign, ImageReaderSpi.class);
    registry
        .getServiceProviders(ImageReaderSpi.class, spi -> spi != foreign, false)
        .forEachRemaining(spi -> registry.setOrdering(ImageReaderSpi.class, foreign, spi));
    try {
      byte[] gif = Files.readAllBytes(Path.of(SEVEN));
      assertThat(Gif.parse(gif).header().width()).isPositive();
    } finally {
      registry.deregisterServiceProvider(foreign, ImageReaderSpi.class);
    }
  }

  private static final class ForeignReader extends ImageReaderSpi {
    ForeignReader() {
      names = new String[] {"GIF", "gif"};
      inputTypes = new Class<?>[] {ImageInputStream.class};
      vendorName = "somebody";
      version = "1";
    }

    @Override
    public boolean canDecodeInput(Object source) {
      return true;
    }

    @Override
    public ImageReader createReaderInstance(Object extension) {
      throw new AssertionError("was asked for a reader");
    }

    @Override
    public String getDescription(Locale locale) {
      return "none";
    }
  }
}
