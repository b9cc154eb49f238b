package io.github.mnistfit.spark.recognizer;

import io.github.mnistfit.spark.input.Picture;
import io.github.mnistfit.spark.input.SizeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.TaskContext;

/**
 * The answers to a task's pictures, in their order. The pictures of the next rows are in work
 * meanwhile, so that the network gets whole batches.
 */
public final class AnswerIterator implements Iterator<AnswerIterator.Item> {
  /** Rows in work ahead of the one whose answer is awaited: four of the network's batches. */
  private static final int AHEAD = 256;

  private final Iterator<Picture> pictures;
  private final Question question;
  private final Recognizer recognizer;
  private final TaskContext task = TaskContext.get();
  private final SizeLimit limit = SizeLimit.here();
  private final Deque<InWork> inWork = new ArrayDeque<>();

  /** A picture's path and its answer. */
  public record Item(String path, PictureAnswer answer) {}

  private record InWork(String path, CompletableFuture<PictureAnswer> answer) {}

  /** Asks nothing yet. */
  public AnswerIterator(Iterator<Picture> pictures, Question question, Recognizer recognizer) {
    this.pictures = pictures;
    this.question = question;
    this.recognizer = recognizer;
  }

  @Override
  public boolean hasNext() {
    return !inWork.isEmpty() || pictures.hasNext();
  }

  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    while (inWork.size() < AHEAD && pictures.hasNext()) {
      Picture picture = pictures.next();
      inWork.add(new InWork(picture.path(), ask(picture)));
    }
    InWork first = inWork.remove();
    return new Item(first.path(), awaited(first.answer(), task));
  }

  private CompletableFuture<PictureAnswer> ask(Picture picture) {
    if (picture.content() == null) {
      return CompletableFuture.completedFuture(new PictureAnswer.Unreadable(picture.error()));
    }
    return asked(recognizer, question, picture.content(), task, limit);
  }

  private static CompletableFuture<PictureAnswer> asked(
      Recognizer recognizer, Question question, byte[] content, TaskContext task, SizeLimit limit) {
    if (limit.excludes(content.length)) {
      return CompletableFuture.completedFuture(new PictureAnswer.Unreadable(limit.reason()));
    }
    try {
      return recognizer.ask(question, content, () -> requireWanted(task));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was interrupted", e);
    }
  }

  /** Asks about one picture and waits for the answer. */
  public static PictureAnswer answer(Recognizer recognizer, Question question, byte[] content) {
    TaskContext task = TaskContext.get();
    return awaited(asked(recognizer, question, content, task, SizeLimit.here()), task);
  }

  /**
   * Ends a task that is no longer wanted: Spark doesn't interrupt it. There's none on the driver.
   */
  private static void requireWanted(TaskContext task) {
    if (task != null) {
      task.killTaskIfInterrupted();
    }
  }

  /** Waits, but not for ever in a task that is no longer wanted. */
  private static PictureAnswer awaited(CompletableFuture<PictureAnswer> answer, TaskContext task) {
    try {
      while (true) {
        try {
          return answer.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          requireWanted(task);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? new UncheckedIOException(failure.getMessage(), failure)
          : new IllegalStateException(e.getCause());
    }
  }
}
