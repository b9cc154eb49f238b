package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PictureWindowTest {
  private static final List<SentPicture> PICTURES =
      Collections.nCopies(5, SentPicture.of(new byte[1]));

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  @Test
  void afterAFailureNoOtherIsBegun() {
    var begun = new AtomicInteger();
    CompletableFuture<?> results =
        PictureWindow.answer(
            PICTURES,
            2,
            picture -> {
              begun.incrementAndGet();
              return CompletableFuture.failedFuture(new IllegalStateException());
            },
            result -> DONE);
    assertThat(results).isCompletedExceptionally();
    assertThat(begun).hasValue(1);
  }

  @Test
  void whatIsAnsweredIsPassedOnInOrder() {
    List<CompletableFuture<Integer>> works = new ArrayList<>();
    List<Integer> passed = new ArrayList<>();
    CompletableFuture<Void> all =
        PictureWindow.answer(
            PICTURES,
            2,
            picture -> {
              var work = new CompletableFuture<Integer>();
              works.add(work);
              return work;
            },
            result -> {
              passed.add(result);
              return DONE;
            });
    assertThat(works).hasSize(2);
    works.get(1).complete(1);
    assertThat(passed).isEmpty();
    works.get(0).complete(0);
    assertThat(passed).containsExactly(0, 1);
    for (int i = 2; i < PICTURES.size(); i++) {
      assertThat(all).isNotDone();
      works.get(i).complete(i);
    }
    assertThat(passed).containsExactly(0, 1, 2, 3, 4);
    assertThat(all).isCompleted();
  }

  @Test
  void whereNobodyTakesAnAnswerNoOtherIsBegun() {
    var begun = new AtomicInteger();
    CompletableFuture<Void> all =
        PictureWindow.answer(
            PICTURES,
            2,
            picture -> CompletableFuture.completedFuture(begun.incrementAndGet()),
            result -> CompletableFuture.failedFuture(new IllegalStateException()));
    assertThat(all).isCompletedExceptionally();
    assertThat(begun).hasValue(1);
  }
}
