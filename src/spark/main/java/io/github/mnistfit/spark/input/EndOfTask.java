package io.github.mnistfit.spark.input;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** What is done at the end of a task, however it ends. */
final class EndOfTask {
  private EndOfTask() {}

  /** Closes what this task reads, if there is one, also if nobody reads it to its end. */
  static void close(Closeable in) {
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener listener = ended -> closeQuietly(in);
      task.addTaskCompletionListener(listener);
    }
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
