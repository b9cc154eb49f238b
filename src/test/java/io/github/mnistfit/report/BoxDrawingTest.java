package io.github.mnistfit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.report.BoxDrawing.Ground;
import io.github.mnistfit.report.BoxDrawing.Mark;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BoxDrawingTest {
  private static final int SIDE = 100;

  @Test
  void boxesOfThePictureAreDrawnOnItsReducedCopy() throws IOException {
    var copy = new GreyImage(SIDE, SIDE, new byte[SIDE * SIDE]);
    var mark = new Mark(new Box(200, 240, 120, 100), "7", true);
    byte[] png = BoxDrawing.toPng(new Ground(copy, 4), List.of(List.of(mark)));
    BufferedImage drawing = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(drawing.getWidth()).isEqualTo(SIDE);
    assertThat(isGreen(drawing, 50, 70)).as("the left side").isTrue();
    assertThat(isGreen(drawing, 80, 70)).as("the right side").isTrue();
    assertThat(isGreen(drawing, 65, 70)).as("within").isFalse();
    assertThat(isGreen(drawing, 95, 70)).as("beside it").isFalse();
  }

  private static boolean isGreen(BufferedImage drawing, int x, int y) {
    return (drawing.getRGB(x, y) >> 8 & 0xff) > 50;
  }
}
