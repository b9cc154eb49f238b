package io.github.mnistfit.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
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
    begin(response, status, type, policy);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /**
   * Writes a part of an answer of status 200; the first begins it.
   *
   * @return fails with an {@link HttpProblem} if the client is gone
   */
  static CompletableFuture<Void> writePart(Response response, String type, String text) {
    if (!response.isCommitted()) {
      begin(response, HttpStatus.OK_200, type, NO_PAGE);
    }
    var written = new CompletableFuture<Void>();
    response.write(
        false,
        ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
        Callback.from(
            () -> written.complete(null),
            failure ->
                written.completeExceptionally(
                    new HttpProblem(HttpStatus.BAD_REQUEST_400, "The client is gone."))));
    return written;
  }

  private static void begin(Response response, int status, String type, String policy) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, type);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("Content-Security-Policy", policy);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
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
