package io.github.mnistfit.server;

import io.github.mnistfit.fit.Fit;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * What a request wants, but for its pictures.
 *
 * @param command what is done with each picture
 * @param fit the name of a fit
 * @param steps whether each step's picture is wanted
 * @param pages whether every page or frame of a file is wanted, and not the first alone
 * @param minConfidence the confidence under which a digit isn't told; empty for the model's own
 * @param type how the pictures are sent
 */
record PictureRequest(
    Command command,
    String fit,
    boolean steps,
    boolean pages,
    OptionalDouble minConfidence,
    Type type) {
  private static final String FIT_NAME = "fit";
  private static final String STEPS = "steps";
  private static final String PAGES = "pages";
  private static final String MIN_CONFIDENCE = "min-confidence";

  /** RFC 2046, section 5.1.1. To look for a longer one takes longer, at each byte of the body. */
  private static final int LONGEST_BOUNDARY = 70;

  /** What can be done with a picture, and the parameters that it has. */
  enum Command {
    PREDICT(FIT_NAME, STEPS, PAGES, MIN_CONFIDENCE),
    READ(PAGES, MIN_CONFIDENCE),
    FIT(FIT_NAME, STEPS, PAGES);

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final Set<String> parameters;

    Command(String... parameters) {
      this.parameters = Set.of(parameters);
    }

    String path() {
      return "/" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a command has a parameter of a name, which may be null. */
  static boolean isParameter(String name) {
    return name != null
        && Arrays.stream(Command.values()).anyMatch(command -> command.parameters.contains(name));
  }

  /**
   * How pictures are sent.
   *
   * @param boundary of multipart/form-data; null if the body is a picture itself
   */
  record Type(String boundary) {}

  /**
   * What a request wants.
   *
   * @throws HttpProblem if it is nothing that there is
   */
  static PictureRequest of(Command command, Request request) {
    Fields query = Request.extractQueryParameters(request);
    for (Fields.Field field : query) {
      if (!command.parameters.contains(field.getName())) {
        throw badRequest(
            "%s has no parameter of that name; it has %s."
                .formatted(command.path(), String.join(", ", new TreeSet<>(command.parameters))));
      }
      if (field.hasMultipleValues()) {
        throw badRequest(field.getName() + " is given twice.");
      }
    }
    return new PictureRequest(
        command,
        fit(query),
        isTrue(query, STEPS),
        isTrue(query, PAGES),
        minConfidence(query),
        type(request));
  }

  private static String fit(Fields query) {
    String fit = query.getValue(FIT_NAME);
    if (fit == null) {
      return Fit.standard().name();
    }
    if (Fit.named(fit).isEmpty()) {
      throw badRequest("fit must be " + String.join(" or ", Fit.names()) + ".");
    }
    return fit;
  }

  private static boolean isTrue(Fields query, String name) {
    String value = query.getValue(name);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw badRequest(name + " must be true or false.");
    }
    return "true".equals(value);
  }

  private static OptionalDouble minConfidence(Fields query) {
    String value = query.getValue(MIN_CONFIDENCE);
    if (value == null) {
      return OptionalDouble.empty();
    }
    try {
      double least = Double.parseDouble(value);
      if (least >= 0 && least <= 1) {
        return OptionalDouble.of(least);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw badRequest("min-confidence must be a number from 0 to 1.");
  }

  private static Type type(Request request) {
    if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
      throw new HttpProblem(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Send the body without Content-Encoding.");
    }
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null) {
      return new Type(null);
    }
    String essence = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (essence.startsWith("image/") || essence.equals("application/octet-stream")) {
      return new Type(null);
    }
    if (essence.equals("multipart/form-data")) {
      return new Type(boundary(type));
    }
    throw new HttpProblem(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
        "Send a picture's bytes as application/octet-stream or image/*, or pictures as"
            + " multipart/form-data. With curl: -H 'Content-Type: application/octet-stream'"
            + " --data-binary @FILE, or -F file=@FILE.");
  }

  private static String boundary(String type) {
    String boundary;
    try {
      boundary = MultiPart.extractBoundary(type);
    } catch (IllegalArgumentException e) { // a quotation mark that isn't closed
      boundary = null;
    }
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw badRequest(
          "multipart/form-data needs a boundary of at most " + LONGEST_BOUNDARY + " characters.");
    }
    return boundary;
  }

  static HttpProblem badRequest(String sentence) {
    return new HttpProblem(HttpStatus.BAD_REQUEST_400, sentence);
  }
}
