package io.github.mnistfit.fitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimedFitterTest {
  private static final DigitTest ALL = images -> new boolean[images.size()];
  private static final Fitted.Unreadable TOO_LONG =
      new Fitted.Unreadable("takes longer than 0 seconds");

  /** Works on a picture for ever, as native code may, and waits for that when it is closed. */
  private static final class Stuck implements Fitter {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public Fitted fit(PictureSource picture) throws InterruptedException {
      never.await();
      throw new AssertionError();
    }

    @Override
    public Segmented segment(PictureSource picture, DigitTest test) throws InterruptedException {
      never.await();
      throw new AssertionError();
    }

    @Override
    public void close() {
      throw new AssertionError("waited for");
    }
  }

  @Test
  void aPictureThatTakesTooLongIsGivenUpAndNotWaitedFor() throws Exception {
    PictureSource picture = PictureSource.of(new byte[1]);
    try (var fitter = new TimedFitter(new Stuck(), Duration.ofMillis(20))) {
      assertThat(fitter.fit(picture)).isEqualTo(TOO_LONG);
      assertThat(fitter.segment(picture, ALL)).isEqualTo(TOO_LONG);
    }
  }

  @Test
  void anyOtherGetsItsAnswer() throws Exception {
    PictureSource picture = PictureSource.of(Path.of("samples/centred.png"));
    try (var fitter = new TimedFitter(new LocalFitter(Fit.article()))) {
      assertThat(fitter.fit(picture)).isInstanceOf(Fitted.Image.class);
      assertThat(fitter.segment(picture, ALL)).isInstanceOf(Segmented.Lines.class);
    }
  }

  /** Whoever takes a photograph and sends it may take longer than a picture may. */
  @Test
  void waitingForItsBytesIsNotAPicturesFault() throws Exception {
    PictureSource slow =
        () -> {
          try {
            Thread.sleep(100);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IOException("no such file");
        };
    try (var fitter = new TimedFitter(new LocalFitter(Fit.article()), Duration.ofMillis(1))) {
      assertThat(fitter.fit(slow)).isEqualTo(new Fitted.Unreadable("no such file"));
      assertThat(fitter.segment(slow, ALL)).isEqualTo(new Fitted.Unreadable("no such file"));
    }
  }
}
