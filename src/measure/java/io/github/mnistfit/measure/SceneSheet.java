package io.github.mnistfit.measure;

import io.github.mnistfit.mnist.DownloadListener;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistDataException;
import io.github.mnistfit.mnist.MnistFiles;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.training.scenes.Condition;
import io.github.mnistfit.training.scenes.PageSceneGenerator;
import io.github.mnistfit.training.scenes.Scene;
import io.github.mnistfit.training.scenes.SceneGenerator;
import io.github.mnistfit.training.scenes.SceneSource;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Draws scenes and their classes side by side into a PNG: a row for each condition, or as they come
 * in training. Red is the digit, green marks, blue other ink.
 *
 * <p>Arguments: folder of MNIST, seed, file, scenes a row, then conditions, or {@code any} for
 * scenes of one digit as they come in training, or {@code page} for those of pages.
 */
final class SceneSheet {
  private static final int ROWS_OF_ANY = 10;

  private SceneSheet() {}

  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    BufferedImage sheet = draw(args);
    double scenes = (double) sheet.getWidth() * sheet.getHeight() / (2 * InkImage.PIXELS);
    System.out.printf("%.2f ms a scene%n", (System.nanoTime() - start) / 1e6 / scenes);
    ImageIO.write(sheet, "png", new File(args[2]));
  }

  /** The sheet of such arguments; the file isn't written. */
  static BufferedImage draw(String... args) throws MnistDataException {
    List<LabelledImage> images =
        MnistFiles.of(Optional.of(Path.of(args[0])), Map.of(), List.of(), DownloadListener.NONE)
            .training();
    var generator = new SceneGenerator(images);
    var random = new SplittableRandom(Long.parseLong(args[1]));
    int columns = Integer.parseInt(args[3]);
    List<List<Scene>> rows = new ArrayList<>();
    boolean any = args[4].equals("any") || args[4].equals("page");
    if (any) {
      SceneSource source = args[4].equals("any") ? generator : new PageSceneGenerator(images);
      for (int i = 0; i < ROWS_OF_ANY; i++) {
        List<Scene> row = new ArrayList<>();
        for (int k = 0; k < columns; k++) {
          row.add(source.any(random.split()));
        }
        rows.add(row);
      }
    }
    for (int i = 4; i < args.length && !any; i++) {
      List<Scene> row = new ArrayList<>();
      for (int k = 0; k < columns; k++) {
        row.add(generator.draw(List.of(Condition.valueOf(args[i])), random.split()));
      }
      rows.add(row);
    }
    return drawn(rows, columns);
  }

  private static BufferedImage drawn(List<List<Scene>> rows, int columns) {
    int side = InkImage.SIDE;
    var sheet =
        new BufferedImage(2 * side * columns, side * rows.size(), BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns; c++) {
        Scene scene = rows.get(r).get(c);
        byte[] picture = scene.picture().pixels();
        for (int i = 0; i < InkImage.PIXELS; i++) {
          int x = 2 * side * c + i % side;
          int y = side * r + i / side;
          int grey = Byte.toUnsignedInt(picture[i]);
          sheet.setRGB(x, y, grey << 16 | grey << 8 | grey);
          sheet.setRGB(
              x + side,
              y,
              level(scene.share(InkClass.DIGIT, i)) << 16
                  | level(scene.share(InkClass.MARK, i)) << 8
                  | level(scene.share(InkClass.OTHER, i)));
        }
      }
    }
    return sheet;
  }

  private static int level(float value) {
    return Math.round(255 * Math.max(0, Math.min(1, value)));
  }
}
