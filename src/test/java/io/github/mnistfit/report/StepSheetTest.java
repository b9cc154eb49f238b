package io.github.mnistfit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.RgbImage;
import io.github.mnistfit.report.StepSheet.Entry;
import io.github.mnistfit.report.StepSheet.Look;
import io.github.mnistfit.report.StepSheet.Panel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class StepSheetTest {
  /** Where the gap between the first two panels is. */
  private static final int LEFT = 161;

  private static final int RIGHT = 169;

  @Test
  void aLongTitleStaysAboveItsPanel() throws IOException {
    RgbImage image = RgbImage.of(new GreyImage(28, 28, new byte[28 * 28]));
    Panel panel = new Panel("learned ink 10: 3 (1.0000)", image, Look.PLAIN);
    byte[] png = StepSheet.toPng(List.of(new Entry("7.png", List.of(panel, panel))));
    BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(png));
    for (int y = 30; y < sheet.getHeight(); y++) {
      for (int x = LEFT; x < RIGHT; x++) {
        assertThat(sheet.getRGB(x, y)).isEqualTo(sheet.getRGB(0, 0));
      }
    }
  }
}
