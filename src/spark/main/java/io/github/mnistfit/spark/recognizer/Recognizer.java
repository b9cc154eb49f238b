package io.github.mnistfit.spark.recognizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.spark.process.RecognizerProtocol;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A recogniser in a process of its own, asked by any number of threads. If the process ends, it is
 * started again and asked again what it hasn't answered. If it crashes twice without an answer, it
 * is asked about one picture at a time, and the one that it crashes at is told so. Who kills it
 * from outside does no picture wrong.
 */
public final class Recognizer {
  /**
   * Bytes of pictures that are on their way, of all tasks together; one that has more goes alone.
   */
  static final int MOST_BYTES = 64 << 20;

  /** Crashes without an answer between them, before pictures are asked about one by one. */
  private static final int CRASHES_TOGETHER = 2;

  /** Crashes at one picture that is asked about alone. */
  private static final int CRASHES_ALONE = 2;

  /** Kills without an answer between them: a machine without enough memory does so again. */
  private static final int KILLS = 8;

  /** A task that is no longer wanted may wait for so long. */
  private static final int SECONDS_BETWEEN_LOOKS = 10;

  /** 128 and the number of SIGKILL, and of SIGTERM. */
  private static final Set<Integer> KILLED = Set.of(137, 143);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> command;
  private final Duration idle;
  private final Semaphore bytes = new Semaphore(MOST_BYTES, true);

  // What follows is guarded by this.
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Map<Long, Request> sent = new LinkedHashMap<>();
  private long lastId;

  /** So many requests are still to be asked about one by one. */
  private int alone;

  private int crashes;
  private int kills;

  /** A picture that is asked about. */
  private static final class Request {
    private final long id;
    private final Question question;
    private final byte[] picture;
    private final CompletableFuture<PictureAnswer> answer = new CompletableFuture<>();
    private int crashes;

    Request(long id, Question question, byte[] picture) {
      this.id = id;
      this.question = question;
      this.picture = picture;
    }
  }

  /**
   * Starts nothing yet.
   *
   * @param command starts a process that speaks {@link RecognizerProtocol}
   * @param idle after so long without a question the process ends; the next one starts another
   */
  Recognizer(List<String> command, Duration idle) {
    this.command = List.copyOf(command);
    this.idle = idle;
    var thread = new Thread(this::run, "mnistfit-recognizer");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Asks about a picture; waits while too many bytes are on their way.
   *
   * @param picture a picture file's bytes, not to be changed
   * @param isWanted asked now and then while it waits; throws if the answer is no longer wanted
   * @return the answer; it fails with a {@link RecognizerException} if there can be none here
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public CompletableFuture<PictureAnswer> ask(Question question, byte[] picture, Runnable isWanted)
      throws InterruptedException {
    while (!bytes.tryAcquire(permits(picture), SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
      isWanted.run();
    }
    Request request;
    synchronized (this) {
      request = new Request(++lastId, question, picture);
      waiting.add(request);
      notifyAll();
    }
    return request.answer;
  }

  private static int permits(byte[] picture) {
    return Math.min(picture.length, MOST_BYTES);
  }

  private void answer(Request request, PictureAnswer answer) {
    bytes.release(permits(request.picture));
    request.answer.complete(answer);
  }

  private void fail(Request request, RecognizerException failure) {
    bytes.release(permits(request.picture));
    request.answer.completeExceptionally(failure);
  }

  private void run() {
    try {
      while (true) {
        awaitRequest();
        try {
          converse();
        } catch (RuntimeException | Error e) {
          // A mistake in here, or no memory: who asked mustn't wait for ever.
          failAll(new RecognizerException("The recogniser can't be spoken to: " + e, e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitRequest() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
  }

  /** A process's life. */
  private void converse() throws InterruptedException {
    Process process;
    try {
      process = start();
    } catch (RecognizerException e) {
      failAll(e);
      return;
    }
    Thread writer = null;
    boolean wasReady = false;
    try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        var out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
      expectReady(in);
      wasReady = true;
      writer = new Thread(() -> write(out), "mnistfit-requests");
      writer.setDaemon(true);
      writer.start();
      try {
        while (true) {
          take(in);
        }
      } catch (RuntimeException | Error e) {
        process.destroyForcibly(); // or closing would wait for one that nobody reads
        writer.interrupt();
        writer.join();
        throw e;
      }
    } catch (RecognizerException e) {
      process.destroyForcibly();
      wasReady = true; // it said why: that is no crash
      failAll(e);
    } catch (IOException e) {
      // It has ended: why is told by its status.
    } finally {
      if (writer != null) {
        writer.interrupt();
      }
    }
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (writer != null) {
      writer.join();
    }
    takeBack(process.waitFor(), wasReady);
  }

  private Process start() throws RecognizerException {
    // Its errors go where the executor's go; what decoders say of damaged pictures goes nowhere.
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    // With two OpenMP threads a small network takes many times as long.
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENCV_LOG_LEVEL", "SILENT");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new RecognizerException("Java can't be started: " + e.getMessage(), e);
    }
  }

  private static void expectReady(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    if (first == RecognizerProtocol.FAILED) {
      throw new RecognizerException(in.readUTF());
    }
    if (first != RecognizerProtocol.READY) {
      throw new RecognizerException("The recogniser begins with " + first + ".");
    }
  }

  private void take(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind == RecognizerProtocol.FAILED) {
      throw new RecognizerException(in.readUTF());
    }
    long id = in.readLong();
    byte[] json = new byte[in.readInt()];
    in.readFully(json);
    JsonNode tree = JSON.readTree(json);
    Request request;
    synchronized (this) {
      request = sent.remove(id);
      crashes = 0;
      kills = 0;
      alone = Math.max(0, alone - 1);
      notifyAll();
    }
    answer(
        request,
        kind == RecognizerProtocol.READ
            ? new PictureAnswer.Read(tree)
            : new PictureAnswer.Unreadable(tree.get("error").asText()));
  }

  /** Sends what waits, until interrupted, or until nobody has asked for long. */
  private void write(DataOutputStream out) {
    try (out) {
      for (Request next = next(); next != null; next = next()) {
        out.write(next.question.code());
        out.writeLong(next.id);
        out.writeInt(next.picture.length);
        out.write(next.picture);
        if (isNothingElseToSend()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      // It has ended; whoever listens to it notices, too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next request to send; null if there was none for long. */
  private synchronized Request next() throws InterruptedException {
    long deadline = System.nanoTime() + idle.toNanos();
    while (isNothingElseToSend()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0 && sent.isEmpty()) {
        return null;
      }
      wait(Math.max(100, left)); // and again, while an answer is awaited
    }
    Request next = waiting.poll();
    sent.put(next.id, next);
    return next;
  }

  private synchronized boolean isNothingElseToSend() {
    return waiting.isEmpty() || (alone > 0 && !sent.isEmpty());
  }

  /** What the process has left unanswered waits again, before all others. */
  private synchronized void takeBack(int status, boolean wasReady) {
    List<Request> left = new ArrayList<>(sent.values());
    if (left.isEmpty() && wasReady) {
      return;
    }
    if (KILLED.contains(status)) {
      kills++;
    } else if (wasReady && alone > 0) {
      left.get(0).crashes++;
    } else {
      crashes++;
    }
    if (kills >= KILLS) {
      kills = 0;
      failAll(
          new RecognizerException(
              "The recogniser is killed again and again: is there enough memory beside the heap"
                  + " (spark.executor.memoryOverhead)?"));
      return;
    }
    if (!wasReady) {
      if (crashes >= CRASHES_TOGETHER) {
        crashes = 0;
        failAll(
            new RecognizerException(
                "The recogniser ends at its start, with status "
                    + status
                    + ": standard error says why."));
      }
      return;
    }
    sent.clear();
    if (left.get(0).crashes >= CRASHES_ALONE) {
      answer(left.remove(0), new PictureAnswer.Unreadable("crashes the recogniser"));
      alone--;
    }
    if (crashes >= CRASHES_TOGETHER) {
      alone = left.size();
      crashes = 0;
    }
    Collections.reverse(left);
    left.forEach(waiting::addFirst);
  }

  private synchronized void failAll(RecognizerException failure) {
    sent.values().forEach(request -> fail(request, failure));
    waiting.forEach(request -> fail(request, failure));
    sent.clear();
    waiting.clear();
  }
}
