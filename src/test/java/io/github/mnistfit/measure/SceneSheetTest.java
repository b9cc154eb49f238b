package io.github.mnistfit.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.SharedFolder;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The sheets of scenes in the documents are what the commands in CONTRIBUTING make. */
class SceneSheetTest {
  private static final Pattern COMMAND =
      Pattern.compile("SceneSheet MNIST (\\d+) FILE.png (\\d+) (\\w+)\"` \\| `(docs/[\\w-]+.png)`");

  /** Of all pixels: those that a font draws may differ. */
  private static final double MOST_DIFFERENT = 0.02;

  @Test
  void aSheetIsWhatItsCommandDraws() throws Exception {
    String data = SharedFolder.require("mnist").toString();
    List<MatchResult> commands =
        COMMAND.matcher(Files.readString(Path.of("CONTRIBUTING.md"))).results().toList();
    assertThat(commands).hasSize(2);
    for (MatchResult command : commands) {
      Path committed = Path.of(command.group(4));
      assertThat(
              different(
                  ImageIO.read(committed.toFile()),
                  SceneSheet.draw(
                      data, command.group(1), "unwritten", command.group(2), command.group(3))))
          .as(committed.toString())
          .isLessThan(MOST_DIFFERENT);
    }
  }

  private static double different(BufferedImage a, BufferedImage b) {
    assertThat(b.getWidth()).isEqualTo(a.getWidth());
    assertThat(b.getHeight()).isEqualTo(a.getHeight());
    int different = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        different += (a.getRGB(x, y) & 0xffffff) == (b.getRGB(x, y) & 0xffffff) ? 0 : 1;
      }
    }
    return (double) different / a.getWidth() / a.getHeight();
  }
}
