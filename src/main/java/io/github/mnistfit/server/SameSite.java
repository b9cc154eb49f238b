package io.github.mnistfit.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what another site's page has the user's browser send: requests to a name that an attacker
 * has pointed at this machine (DNS rebinding), and posts from other origins (cross-site requests).
 * Programs that aren't browsers send no {@code Origin} and aren't concerned.
 */
final class SameSite extends Handler.Wrapper {
  /** Nobody can point an address at another machine. */
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[.*]|.*:.*");

  private final Set<String> names;

  /**
   * Takes requests to addresses, to localhost, and to some names.
   *
   * @param names in lower case
   */
  SameSite(Set<String> names, Handler next) {
    super(next);
    this.names = Set.copyOf(names);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String name = Request.getServerName(request).toLowerCase(Locale.ROOT);
    if (!isOurs(name)) {
      Responses.refuse(
          request,
          response,
          callback,
          new HttpProblem(
              HttpStatus.FORBIDDEN_403,
              "This server doesn't answer to that name; start it with --allow-host to make it."));
      return true;
    }
    if (isFromElsewhere(request)) {
      Responses.refuse(
          request,
          response,
          callback,
          new HttpProblem(
              HttpStatus.FORBIDDEN_403, "Requests from another site's page are refused."));
      return true;
    }
    return super.handle(request, response, callback);
  }

  private boolean isOurs(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || ADDRESS.matcher(name).matches()
        || names.contains(name);
  }

  private static boolean isFromElsewhere(Request request) {
    List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    if (!origins.isEmpty()) {
      // Behind a proxy that speaks TLS, the page's origin has another scheme than the request here.
      String host = request.getHeaders().get(HttpHeader.HOST);
      return !origins.stream()
          .allMatch(
              origin ->
                  origin.equalsIgnoreCase("http://" + host)
                      || origin.equalsIgnoreCase("https://" + host));
    }
    return !HttpMethod.GET.is(request.getMethod())
        && !HttpMethod.HEAD.is(request.getMethod())
        && !List.of("same-origin", "none")
            .containsAll(request.getHeaders().getValuesList("Sec-Fetch-Site"));
  }
}
