package io.github.mnistfit.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/** Why a request isn't answered: its status and a sentence for whoever sent it. */
final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  HttpProblem(int status, String sentence) {
    super(sentence, null, false, false); // it is an answer, and no fault of the program
    this.status = status;
  }

  int status() {
    return status;
  }

  /** What went wrong, as an answer. What nobody foresaw is told to nobody but the log. */
  static HttpProblem of(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof HttpProblem problem) {
      return problem;
    }
    if (cause instanceof HttpException refused) { // by Jetty: a malformed query, for one
      return ofStatus(refused.getCode());
    }
    return new HttpProblem(HttpStatus.INTERNAL_SERVER_ERROR_500, "Something went wrong here.");
  }

  /** What failed, without what a future wraps around it. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? cause(failure.getCause())
        : failure;
  }

  /** A problem of which no more is known than its status. */
  static HttpProblem ofStatus(int status) {
    String what = HttpStatus.getMessage(status).toLowerCase(Locale.ROOT);
    return new HttpProblem(status, "The request was refused: " + what + ".");
  }

  /** Whether the same request may go through in a moment. */
  boolean isTransient() {
    return status == HttpStatus.TOO_MANY_REQUESTS_429
        || status == HttpStatus.SERVICE_UNAVAILABLE_503;
  }

  /** Whether it is a fault of the server itself. */
  boolean isUnforeseen() {
    return status == HttpStatus.INTERNAL_SERVER_ERROR_500;
  }

  /** The answer's body. */
  String json() {
    return JsonNodeFactory.instance.objectNode().put("error", getMessage()) + "\n";
  }
}
