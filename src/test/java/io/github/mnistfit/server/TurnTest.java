package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  /** However many others are in the queue before it. */
  @Test
  void aRequestThatNobodyBeginsIsToldWhenItsTimeIsUp() throws Exception {
    var turn = new Turn(SHORT, Duration.ofMinutes(1));
    var told = new CompletableFuture<Boolean>();
    turn.ifLate(() -> told.complete(true));
    assertThat(told.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(turn.begin()).isFalse();
  }

  @Test
  void oneThatHasBegunIsNeverLate() throws Exception {
    var turn = new Turn(Duration.ofMinutes(1), Duration.ofMinutes(1));
    var told = new CompletableFuture<Boolean>();
    turn.ifLate(() -> told.complete(true));
    assertThat(turn.begin()).isTrue();
    turn.ifLate(() -> told.complete(true));
    Thread.sleep(2 * SHORT.toMillis());
    assertThat(told).isNotDone();
    assertThat(turn.begin()).isTrue();
  }
}
