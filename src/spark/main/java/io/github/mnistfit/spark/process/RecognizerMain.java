package io.github.mnistfit.spark.process;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberAnswer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.json.AnswerJson;
import io.github.mnistfit.json.NumberJson;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Engine;
import io.github.mnistfit.network.ModelFileException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Recognises the pictures that come on standard input, until it or the process that started this
 * one ends. The native code of the networks is here and not in the executor, and decoding is in
 * worker processes of this one: whatever crashes takes no task along.
 */
public final class RecognizerMain {
  private RecognizerMain() {}

  /**
   * Arguments: the model file; the networks that find ink, in a picture of a digit and in one of
   * numbers, each nothing for none; the fit's name; the least confidence, or nothing for the
   * model's own; the most pixels.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    endWithParent();
    var out = new DataOutputStream(new BufferedOutputStream(System.out));
    System.setOut(new PrintStream(System.err, true)); // nothing else may be said there
    try {
      run(arguments, new DataInputStream(new BufferedInputStream(System.in)), out);
    } catch (ModelFileException | UnsatisfiedLinkError e) {
      fail(e.getMessage(), out);
    }
  }

  private static void run(String[] arguments, DataInputStream in, DataOutputStream out)
      throws IOException, InterruptedException {
    Path model = Path.of(arguments[0]);
    Fit fit = Fit.named(arguments[3]).orElseThrow();
    Optional<Path> digitInk = network(arguments[1]);
    Optional<Path> ink = fit.takesHypotheses() ? digitInk : Optional.empty();
    Optional<Path> pageInk = network(arguments[2]);
    OptionalDouble least =
        arguments[4].isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(arguments[4]));
    var limit = new PixelLimit(Long.parseLong(arguments[5]));
    Set<Extra> extras = ink.isPresent() ? Set.of(Extra.WORKING_COPY) : Set.of();
    OpenCv.loadAhead();
    try (var workers = ProcessFitter.start(fit, limit, extras)) {
      CompletableFuture<DigitNetwork> network =
          CompletableFuture.completedFuture(DigitNetwork.load(List.of(model), Engine.DL4J));
      double told = least.orElse(network.join().rejectionThreshold());
      var pages = workers.with(Fit.standard(), Set.of(Extra.PAGE_COPY));
      try (var recognizer = DigitRecognizer.of(workers, network, ink);
          var reader = NumberReader.of(pages, network, pageInk, digitInk)) {
        var answers = new Answers(out);
        var digits =
            new RequestQueue(
                answers,
                requests ->
                    recognizer.recognizeAll(
                        requests,
                        PictureRequest::source,
                        (request, answer, made) ->
                            answers.write(
                                request.id(),
                                !(answer instanceof Answer.Unreadable),
                                AnswerJson.of(new Answered("", answer, told), fit.name()))));
        var numbers =
            new RequestQueue(
                answers,
                requests ->
                    reader.readAll(
                        requests,
                        PictureRequest::source,
                        (request, answer) ->
                            answers.write(
                                request.id(),
                                !(answer instanceof NumberAnswer.Unreadable),
                                NumberJson.of("", answer, told))));
        out.write(RecognizerProtocol.READY);
        out.flush();
        feed(in, digits, numbers);
        digits.finish();
        numbers.finish();
      }
    }
  }

  private static void feed(DataInputStream in, RequestQueue digits, RequestQueue numbers)
      throws IOException, InterruptedException {
    try {
      while (true) {
        int kind = in.readUnsignedByte();
        long id = in.readLong();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        (kind == RecognizerProtocol.DIGIT ? digits : numbers).put(new PictureRequest(id, bytes));
      }
    } catch (EOFException end) {
      // Nobody has another picture.
    }
  }

  private static Optional<Path> network(String file) {
    return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
  }

  /** The last words. */
  static void fail(String reason, DataOutputStream out) {
    synchronized (out) {
      try {
        out.write(RecognizerProtocol.FAILED);
        out.writeUTF(reason);
        out.flush();
      } catch (IOException e) {
        // Nobody listens any more.
      }
    }
  }

  /** Why, as far as it is known, in words for the user. */
  static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** An executor that was killed can't say so. */
  private static void endWithParent() {
    ProcessHandle executor = ProcessHandle.current().parent().orElseThrow();
    var watch =
        new Thread(
            () -> {
              executor.onExit().join();
              Runtime.getRuntime().halt(1);
            },
            "mnistfit-parent");
    watch.setDaemon(true);
    watch.start();
  }
}
