package io.github.mnistfit.measure;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.training.scenes.Scene;
import io.github.mnistfit.training.scenes.SceneKind;
import io.github.mnistfit.training.scenes.SceneSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Writes drawn scenes for programs that aren't Java: {@code MNIST KIND FOLDER SEED FIRST LAST
 * SHARDS}, with the training images from FIRST to LAST (exclusive), on all processors. {@code
 * src/bench/ink/study.sh} trains networks on them.
 *
 * <p>A shard has {@value #SCENES} scenes: their pictures, each value a little-endian 16-bit number
 * of 1/8192; then, of each scene, how much of each pixel is a digit, a mark and other ink, in
 * 1/255.
 */
final class SceneShards {
  private static final int SCENES = 256;

  /** Pictures' values lie in [−2, 2]. */
  private static final int UNIT = 8192;

  private static final List<InkClass> INK = List.of(InkClass.DIGIT, InkClass.MARK, InkClass.OTHER);

  private final SceneSource source;
  private final Path folder;
  private final long seed;

  private SceneShards(SceneSource source, Path folder, long seed) {
    this.source = source;
    this.folder = folder;
    this.seed = seed;
  }

  public static void main(String[] args) throws IOException, MnistDataException {
    List<LabelledImage> images =
        MnistFiles.of(Optional.of(Path.of(args[0])), Map.of(), List.of(), null).training();
    SceneSource source =
        SceneKind.valueOf(args[1].toUpperCase(Locale.ROOT))
            .source(images.subList(Integer.parseInt(args[4]), Integer.parseInt(args[5])));
    Path folder = Files.createDirectories(Path.of(args[2]));
    var shards = new SceneShards(source, folder, Long.parseLong(args[3]));
    IntStream.range(0, Integer.parseInt(args[6])).parallel().forEach(shards::write);
  }

  private void write(int number) {
    int n = SCENES * InkImage.PIXELS;
    var shard = ByteBuffer.allocate(n * (Short.BYTES + INK.size())).order(ByteOrder.LITTLE_ENDIAN);
    var ink = shard.slice(n * Short.BYTES, n * INK.size());
    for (int s = 0; s < SCENES; s++) {
      // As in training, where a scene's place gives it its random numbers.
      long place = (long) number * SCENES + s;
      Scene scene = source.any(new SplittableRandom(seed * 0x9e3779b97f4a7c15L + place));
      for (float value : scene.image().values()) {
        shard.putShort((short) Math.round(value * UNIT));
      }
      for (InkClass inkClass : INK) {
        for (int pixel = 0; pixel < InkImage.PIXELS; pixel++) {
          ink.put((byte) Math.round(255 * scene.share(inkClass, pixel)));
        }
      }
    }
    try {
      // A reader sees whole files alone.
      Path part = folder.resolve("part" + number);
      Files.write(part, shard.array());
      Files.move(part, folder.resolve("%06d.shard".formatted(number)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
