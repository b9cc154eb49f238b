package io.github.mnistfit.fitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.PageCopy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalFitterTest {
  /** Hundreds of answers may wait, each with its picture. */
  @Test
  void aLargePageIsKeptAsSmallAsItIsDrawn() {
    byte[] header = "P5 4000 1000 255\n".getBytes(StandardCharsets.US_ASCII);
    byte[] page = Arrays.copyOf(header, header.length + 4000 * 1000);
    Arrays.fill(page, header.length, page.length, (byte) 255);
    var fitter = new LocalFitter(Fit.standard(), Set.of(Extra.STEPS));
    Segmented segmented =
        fitter.segment(PictureSource.of(page), images -> new boolean[images.size()]);
    PageCopy picture = ((Segmented.Lines) segmented).picture().orElseThrow();
    assertThat(picture.grey().width()).isEqualTo(PageCopy.SIDE);
    assertThat(picture.grey().height()).isEqualTo(320);
    assertThat(picture.scale()).isEqualTo(3.125);
  }

  @Test
  void afterItsEndNoPictureIsAtFault() {
    var fitter = new LocalFitter(Fit.standard());
    fitter.close();
    assertThat(fitter.fit(PictureSource.of(new byte[1])))
        .isEqualTo(new Fitted.Unreadable("the fitter is closed", /* isTransient= */ true));
  }
}
