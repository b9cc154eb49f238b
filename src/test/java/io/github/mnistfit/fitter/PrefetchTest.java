package io.github.mnistfit.fitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PrefetchTest {
  @Test
  void resultsComeInOrder() throws InterruptedException {
    try (var prefetch = new Prefetch<>(List.of(1, 2, 3).iterator(), i -> 2 * i)) {
      for (int i = 1; i <= 3; i++) {
        assertThat(prefetch.take().orElseThrow().result()).isEqualTo(2 * i);
      }
      assertThat(prefetch.take()).isEmpty();
    }
  }

  /** Whoever waits is told, whatever went wrong: memory, for one. */
  @Test
  void whatTheIteratorThrowsComesToWhoeverTakes() throws InterruptedException {
    for (Throwable thrown : List.of(new OutOfMemoryError("list"), new IllegalStateException("x"))) {
      Iterator<Integer> broken =
          Stream.generate(() -> 1)
              .peek(
                  i -> {
                    if (thrown instanceof Error error) {
                      throw error;
                    }
                    throw (RuntimeException) thrown;
                  })
              .iterator();
      try (var prefetch = new Prefetch<>(broken, i -> i)) {
        assertThatThrownBy(prefetch::take).isSameAs(thrown);
      }
    }
  }
}
