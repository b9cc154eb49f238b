package io.github.mnistfit.spark.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where answers go, each whole, from several threads. */
record Answers(DataOutputStream out) {
  /**
   * Writes an answer.
   *
   * @param id the request's number
   * @throws UncheckedIOException if nobody listens any more
   */
  void write(long id, boolean isRead, ObjectNode json) {
    json.remove("path"); // whoever asked knows it
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      try {
        out.write(isRead ? RecognizerProtocol.READ : RecognizerProtocol.UNREADABLE);
        out.writeLong(id);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void fail(Throwable failure) {
    RecognizerMain.fail(RecognizerMain.reason(failure), out);
  }
}
