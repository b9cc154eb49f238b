package io.github.mnistfit.spark.input;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** What is done at the end of a task, however it ends. */
final class EndOfTask {
  private EndOfTask() {}

  /** Closes what is read, also if nobody reads it to its end. */
  static void close(TaskContext task, Closeable in) {
    TaskCompletionListener listener = ended -> closeQuietly(in);
    task.addTaskCompletionListener(listener);
  }

  /** Closes what was only read: nothing is lost if that fails. */
  static void closeQuietly(Closeable in) {
    try {
      in.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
