package io.github.mnistfit.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.json.AnswerJson;
import io.github.mnistfit.json.NumberJson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers one of {@code /predict}, {@code /read} and {@code /fit}. */
final class PictureHandler extends Handler.Abstract.NonBlocking {
  private final PictureRequest.Command command;
  private final Recognition recognition;
  private final ServerLimits limits;
  private final Places places;
  private final ByteBudget budget;
  private final Metrics metrics;

  PictureHandler(
      PictureRequest.Command command,
      Recognition recognition,
      ServerLimits limits,
      Places places,
      ByteBudget budget,
      Metrics metrics) {
    this.command = command;
    this.recognition = recognition;
    this.limits = limits;
    this.places = places;
    this.budget = budget;
    this.metrics = metrics;
  }

  /**
   * What came of a picture.
   *
   * @param isTransient whether it couldn't be read through no fault of its own
   */
  private record Result(ObjectNode json, String kind, boolean isTransient) {
    /** The status if it was sent alone. */
    int status() {
      if (isTransient) {
        throw new HttpProblem(
            HttpStatus.SERVICE_UNAVAILABLE_503,
            "The picture wasn't decoded: " + json.get("error").textValue() + ".");
      }
      return kind.equals(Metrics.UNREADABLE) ? HttpStatus.BAD_REQUEST_400 : HttpStatus.OK_200;
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // its failures are answered
  public boolean handle(Request request, Response response, Callback callback) {
    PictureRequest wanted = PictureRequest.of(command, request);
    if (!recognition.isReady()) {
      throw new HttpProblem(
          HttpStatus.SERVICE_UNAVAILABLE_503, "The network is still being loaded.");
    }
    var body = new RequestBody(request, limits.bytes(), budget);
    Request.addCompletionListener(request, failure -> body.close());
    recognition
        .untilClosed(body.read(limits.times().body()))
        .thenCompose(bytes -> answer(wanted, body, bytes, request, response, callback))
        .exceptionally(
            failure -> {
              Responses.refuse(body, response, callback, metrics.seen(failure));
              return null;
            });
    return true;
  }

  private CompletableFuture<Void> answer(
      PictureRequest wanted,
      RequestBody body,
      byte[] bytes,
      Request request,
      Response response,
      Callback callback) {
    Runnable place = places.take(client(request));
    Request.addCompletionListener(request, failure -> place.run());
    Turn turn = recognition.turn();
    String boundary = wanted.type().boundary();
    if (boundary == null && !wanted.pages()) {
      return result(SentPicture.of(bytes), turn, wanted)
          .thenAccept(
              result ->
                  Responses.write(
                      response, callback, result.status(), Responses.JSON, result.json() + "\n"));
    }
    CompletableFuture<List<SentPicture>> files =
        boundary == null
            ? CompletableFuture.completedFuture(List.of(SentPicture.of(bytes)))
            : SentPicture.ofForm(bytes, boundary, limits.pictures());
    return files
        .thenApply(all -> wanted.pages() ? SentPicture.pages(all, limits.pictures()) : all)
        .thenCompose(
            pictures ->
                PictureWindow.answer(
                    pictures,
                    // A page is a copy of its file. The budget has one; more are taken as far as
                    // they are needed and there.
                    wanted.pages()
                        ? 1 + body.copies(Math.min(recognition.width(), pictures.size()) - 1)
                        : recognition.width(),
                    picture -> result(picture, turn, wanted),
                    result ->
                        Responses.writePart(response, Responses.JSON_LINES, result.json() + "\n")))
        .thenRun(() -> response.write(true, BufferUtil.EMPTY_BUFFER, callback));
  }

  private static InetAddress client(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private CompletableFuture<Result> result(SentPicture picture, Turn turn, PictureRequest wanted) {
    CompletableFuture<Result> result =
        switch (command) {
          case PREDICT ->
              recognition
                  .digit(picture.source(), turn, wanted.fit(), wanted.steps())
                  .thenApply(digit -> predicted(picture, digit, wanted));
          case READ ->
              recognition
                  .numbers(picture.source(), turn)
                  .thenApply(answer -> numbers(picture, answer, least(wanted)));
          case FIT ->
              recognition
                  .fit(picture.source(), turn, wanted.fit(), wanted.steps())
                  .thenApply(fitted -> fitted(picture, fitted, wanted));
        };
    return result.thenApply(
        known -> {
          // On the command line a message says so, which here nobody would see.
          if (picture.frames() > 1) {
            known.json().put("pages", picture.frames());
          }
          metrics.pictureDone(command.path(), known.kind());
          return known;
        });
  }

  private double least(PictureRequest wanted) {
    return wanted.minConfidence().orElseGet(recognition::rejectionThreshold);
  }

  private Result predicted(SentPicture picture, Recognition.Digit digit, PictureRequest wanted) {
    var answered = new Answered(picture.name(), digit.answer(), least(wanted));
    ObjectNode json = AnswerJson.of(answered, wanted.fit());
    if (wanted.steps()) {
      StepsJson.putSteps(json, picture, digit.fitted());
      StepsJson.putDoubts(json, digit.fitted(), answered);
    }
    if (digit.answer() instanceof Answer.Unreadable unreadable) {
      return new Result(json, Metrics.UNREADABLE, unreadable.isTransient());
    }
    return new Result(json, Metrics.kind(answered.hasDigit()), false);
  }

  private static Result numbers(SentPicture picture, NumberAnswer answer, double least) {
    ObjectNode json = NumberJson.of(picture.name(), answer, least);
    if (answer instanceof NumberAnswer.Unreadable unreadable) {
      return new Result(json, Metrics.UNREADABLE, unreadable.isTransient());
    }
    return new Result(json, Metrics.kind(answer.isWhole(least)), false);
  }

  private static Result fitted(SentPicture picture, Fitted fitted, PictureRequest wanted) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", picture.name());
    StepsJson.putImage(json, fitted);
    json.put("fit", wanted.fit());
    json.put("error", error(fitted));
    if (wanted.steps()) {
      StepsJson.putSteps(json, picture, fitted);
    }
    if (fitted instanceof Fitted.Unreadable unreadable) {
      return new Result(json, Metrics.UNREADABLE, unreadable.isTransient());
    }
    return new Result(json, Metrics.kind(fitted instanceof Fitted.Image), false);
  }

  private static String error(Fitted fitted) {
    if (fitted instanceof Fitted.Nothing nothing) {
      return nothing.reason();
    }
    return fitted instanceof Fitted.Unreadable unreadable ? unreadable.reason() : null;
  }
}
