package io.github.mnistfit.spark.process;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;

/**
 * Requests of one kind, on their way to whoever answers them on a thread of its own, which is
 * started when the first one comes. They come from one thread.
 */
final class RequestQueue {
  /** A batch of the network's; beyond it, the pipe fills up and the executor waits. */
  private static final int PLACES = 64;

  private final BlockingQueue<Optional<PictureRequest>> requests = new ArrayBlockingQueue<>(PLACES);
  private final Answers answers;
  private final Answering answering;
  private Thread thread;

  /** Answers requests one after the other; the iterator waits for the next one. */
  @FunctionalInterface
  interface Answering {
    void answer(Iterator<PictureRequest> requests) throws InterruptedException;
  }

  RequestQueue(Answers answers, Answering answering) {
    this.answers = answers;
    this.answering = answering;
  }

  void put(PictureRequest request) throws InterruptedException {
    if (thread == null) {
      thread = new Thread(this::run, "mnistfit-answers");
      thread.setDaemon(true);
      thread.start();
    }
    requests.put(Optional.of(request));
  }

  /** Says that no other comes, and waits for the answers. */
  void finish() throws InterruptedException {
    if (thread != null) {
      requests.put(Optional.empty());
      thread.join();
    }
  }

  private void run() {
    try {
      answering.answer(new Arriving());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException | CompletionException e) { // a model that is none
      answers.fail(e);
      Runtime.getRuntime().halt(1); // who waits for a place in the queue would wait for ever
    } catch (RuntimeException
        | Error e) { // no memory: a picture's fault, as the executor finds out
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  /** What has come, and what will. */
  private final class Arriving implements Iterator<PictureRequest> {
    private Optional<PictureRequest> next = Optional.empty();
    private boolean isOver;

    @Override
    public boolean hasNext() {
      if (next.isEmpty() && !isOver) {
        try {
          next = requests.take();
          isOver = next.isEmpty();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          isOver = true;
        }
      }
      return next.isPresent();
    }

    @Override
    public PictureRequest next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      PictureRequest taken = next.orElseThrow();
      next = Optional.empty();
      return taken;
    }
  }
}
