package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PictureWindowTest {
  @Test
  void afterAFailureNoOtherIsBegun() {
    var begun = new AtomicInteger();
    CompletableFuture<?> results =
        PictureWindow.results(
            Collections.nCopies(5, SentPicture.of(new byte[1])),
            2,
            picture -> {
              begun.incrementAndGet();
              return CompletableFuture.failedFuture(new IllegalStateException());
            });
    assertThat(results).isCompletedExceptionally();
    assertThat(begun).hasValue(1);
  }
}
