package io.github.mnistfit.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers, all with the headers that keep a browser from doing anything else with them. */
final class Responses {
  static final String JSON = "application/json";

  /** JSON Lines: an object a line. */
  static final String JSON_LINES = "application/jsonl";

  /** Nothing in an answer is a page, unless it says so itself. */
  static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

  /** When to ask again, in seconds, if there was no room. */
  private static final int RETRY_AFTER = 1;

  private Responses() {}

  static void write(Response response, Callback callback, int status, String type, String text) {
    write(response, callback, status, type, NO_PAGE, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(
      Response response, Callback callback, int status, String type, String policy, byte[] body) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, type);
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("Content-Security-Policy", policy);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** Refuses a request of whose body nothing is read. */
  static void refuse(Request request, Response response, Callback callback, HttpProblem problem) {
    refuse(RequestBody.unwanted(request), response, callback, problem);
  }

  /**
   * Refuses a request. What still comes of its body is thrown away for a while, since a connection
   * that is closed while its client sends is reset, and the client may lose the answer (RFC 9112,
   * section 9.6). If there is more, it is closed.
   */
  static void refuse(RequestBody body, Response response, Callback callback, HttpProblem problem) {
    if (response.isCommitted()) {
      callback.failed(problem);
      return;
    }
    HttpFields.Mutable headers = response.getHeaders();
    if (problem.isTransient()) {
      headers.put(HttpHeader.RETRY_AFTER, RETRY_AFTER);
    }
    if (problem.status() == HttpStatus.REQUEST_TIMEOUT_408
        || problem.status() == HttpStatus.PAYLOAD_TOO_LARGE_413) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    var written = Callback.from(() -> body.discard(callback), callback::failed);
    write(response, written, problem.status(), JSON, problem.json());
  }
}
