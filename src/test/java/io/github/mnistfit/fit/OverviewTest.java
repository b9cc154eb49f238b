package io.github.mnistfit.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.training.scenes.HandwrittenText;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewTest {
  /** Small pictures, whose fit has made it on its way, and a large one. */
  @ParameterizedTest
  @CsvSource({"7, 1, false", "7, 6, false", "3  5, 1, true", "3  5, 6, true"})
  void whatAFitMakesOnItsWayIsWhatIsMadeAnew(String text, int scale, boolean isSeveral)
      throws Exception {
    BufferedImage small = HandwrittenText.of(text, /* hand= */ 3);
    var written =
        new BufferedImage(
            scale * small.getWidth(), scale * small.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    written.createGraphics().drawImage(small, 0, 0, written.getWidth(), written.getHeight(), null);
    var png = new ByteArrayOutputStream();
    ImageIO.write(written, "png", png);
    Fit fit = Fit.robust();
    try (Picture picture =
        PictureReader.read(png.toByteArray(), fit.decoding(), PixelLimit.STANDARD)) {
      var observing = new Overview(picture);
      fit.apply(picture, observing);
      var anew = new Overview(picture);
      assertThat(observing.copy().pixels()).isEqualTo(anew.copy().pixels());
      assertThat(observing.mayShowSeveral()).isEqualTo(anew.mayShowSeveral()).isEqualTo(isSeveral);
    }
  }
}
