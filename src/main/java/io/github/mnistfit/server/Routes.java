package io.github.mnistfit.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.mnistfit.server.PictureRequest.Command;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Which path is answered by what. */
final class Routes extends Handler.Abstract.NonBlocking {
  /** What isn't there has one name in the metrics, whatever it is called. */
  static final String OTHER = "other";

  private final Page page;
  private final byte[] openApi;
  private final String version;
  private final Recognition recognition;
  private final Metrics metrics;
  private final Map<String, Handler> pictures = new HashMap<>();

  /**
   * The routes.
   *
   * @param version of mnistfit
   */
  Routes(String version, Recognition recognition, Metrics metrics) {
    this.page = Page.of(version);
    this.openApi =
        Page.resource("openapi.json")
            .replace("{{version}}", version)
            .getBytes(StandardCharsets.UTF_8);
    this.version = version;
    this.recognition = recognition;
    this.metrics = metrics;
  }

  Routes with(Command command, Handler handler) {
    pictures.put(command.path(), handler);
    return this;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = path(request);
    if (pictures.containsKey(path)) {
      require(request, response, HttpMethod.POST);
      return pictures.get(path).handle(request, response, callback);
    }
    switch (path) {
      case "/" -> {
        require(request, response, HttpMethod.GET, HttpMethod.HEAD);
        Responses.write(
            response,
            callback,
            HttpStatus.OK_200,
            "text/html;charset=utf-8",
            page.policy(),
            page.html());
      }
      case "/openapi.json" -> get(request, response, callback, Responses.JSON, openApi);
      case "/metrics" -> get(request, response, callback, Metrics.CONTENT_TYPE, metrics.text());
      case "/health" -> {
        require(request, response, HttpMethod.GET, HttpMethod.HEAD);
        health(response, callback);
      }
      default ->
          throw new HttpProblem(
              HttpStatus.NOT_FOUND_404,
              "There is nothing here: see / for the page and /openapi.json for the rest.");
    }
    return true;
  }

  /** The path; who puts {@code /predict} behind an address that ends in a slash is understood. */
  private static String path(Request request) {
    return Request.getPathInContext(request).replaceFirst("^/+", "/");
  }

  /** The name of a request's path in the metrics. */
  static String label(Request request) {
    String path = path(request);
    return switch (path) {
      case "/", "/predict", "/read", "/fit", "/openapi.json", "/metrics", "/health" -> path;
      default -> OTHER;
    };
  }

  private void health(Response response, Callback callback) {
    boolean isReady = recognition.isReady();
    var health = JsonNodeFactory.instance.objectNode();
    health.put("status", isReady ? "ok" : "starting").put("version", version);
    if (!isReady) {
      health.put("error", "The network isn't there yet: ask again in a second.");
    }
    Responses.write(
        response,
        callback,
        isReady ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
        Responses.JSON,
        health + "\n");
  }

  private static void get(
      Request request, Response response, Callback callback, String type, byte[] body) {
    require(request, response, HttpMethod.GET, HttpMethod.HEAD);
    Responses.write(response, callback, HttpStatus.OK_200, type, Responses.NO_PAGE, body);
  }

  private static void require(Request request, Response response, HttpMethod... methods) {
    var allowed = new StringBuilder();
    for (HttpMethod method : methods) {
      if (method.is(request.getMethod())) {
        return;
      }
      allowed.append(allowed.isEmpty() ? "" : ", ").append(method.asString());
    }
    response.getHeaders().put(HttpHeader.ALLOW, allowed.toString());
    throw new HttpProblem(
        HttpStatus.METHOD_NOT_ALLOWED_405, "This path is asked with " + allowed + ".");
  }
}
