package io.github.mnistfit.server;

import io.github.mnistfit.Answer;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.fitter.Fitted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Has what was fitted for any request read in batches: what arrives while the network is busy is
 * its next batch, so a picture that comes alone doesn't wait for others.
 */
final class AnswerBatches implements AutoCloseable {
  /** Pictures that go through the network at once: larger batches are no faster. */
  private static final int MOST = 64;

  private final DigitRecognizer recognizer;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** A fitted picture and who waits for its answer. */
  private record Waiting(Fitted fitted, CompletableFuture<Answer> answer) {}

  /** Begins to wait for pictures; closing it doesn't close the recogniser. */
  AnswerBatches(DigitRecognizer recognizer) {
    this.recognizer = recognizer;
    this.thread = new Thread(this::run, "mnistfit-network");
    thread.setDaemon(true);
    thread.start();
  }

  CompletableFuture<Answer> answer(Fitted fitted) {
    var answer = new CompletableFuture<Answer>();
    queue.add(new Waiting(fitted, answer));
    return answer;
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(queue.take());
        queue.drainTo(batch, MOST - 1);
        answer(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void answer(List<Waiting> batch) {
    try {
      List<Answer> answers = recognizer.answers(batch.stream().map(Waiting::fitted).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException | Error e) { // the thread must live on, for the others
      batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  /** Waits for the batch that the network reads, and for no other. */
  @Override
  public void close() {
    thread.interrupt();
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    queue.forEach(waiting -> waiting.answer().completeExceptionally(new InterruptedException()));
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
