package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.PixelLimit;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The worker's side of {@link WorkerProtocol}: takes pictures on standard input and answers on
 * standard output, until the input or the process that started it ends.
 */
final class FitWorker {
  private FitWorker() {}

  /** The arguments of {@link #main}. */
  static List<String> arguments(PixelLimit limit) {
    return List.of(Long.toString(limit.pixels()));
  }

  /** Argument: the most pixels. */
  public static void main(String[] arguments) throws IOException {
    endWithParent();
    var limit = new PixelLimit(Long.parseLong(arguments[0]));
    run(System.in, System.out, order -> new LocalFitter(fit(order.fit()), limit, order.extras()));
  }

  /** A fit by its name; evaluations use the stages of the article's fit, too. */
  private static Fit fit(String name) {
    return Fit.named(name)
        .or(
            () ->
                Arrays.stream(ArticleStage.values())
                    .map(ArticleStage::fit)
                    .filter(f -> f.name().equals(name))
                    .findFirst())
        .orElseThrow();
  }

  /** A picture that takes minutes is of no use to anybody once its asker is gone. */
  private static void endWithParent() {
    ProcessHandle asker = ProcessHandle.current().parent().orElseThrow();
    var watch =
        new Thread(
            () -> {
              asker.onExit().join();
              Runtime.getRuntime().halt(1);
            },
            "mnistfit-parent");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Answers until the input ends.
   *
   * @param fitters gives a fitter that does what is ordered
   */
  static void run(InputStream stdin, OutputStream stdout, Function<FitOrder, Fitter> fitters)
      throws IOException {
    var in = new DataInputStream(stdin);
    var out = new DataOutputStream(new BufferedOutputStream(stdout));
    try {
      OpenCv.load();
    } catch (UnsatisfiedLinkError e) {
      out.write(WorkerProtocol.UNREADABLE);
      out.writeUTF(String.valueOf(e.getMessage()));
      out.flush();
      return;
    }
    out.write(WorkerProtocol.READY);
    out.flush();
    try {
      while (true) {
        answer(fitters, in, out);
        out.flush();
      }
    } catch (EOFException end) {
      // Nobody has another picture.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(
      Function<FitOrder, Fitter> fitters, DataInputStream in, DataOutputStream out)
      throws IOException, InterruptedException {
    int request = in.readUnsignedByte();
    Fitter fitter = fitters.apply(WorkerProtocol.readOrder(in));
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    PictureSource picture = PictureSource.of(bytes);
    if (request == WorkerProtocol.FIT) {
      WorkerProtocol.write(fitter.fit(picture), out);
      return;
    }
    WorkerProtocol.write(
        fitter.segment(
            picture,
            images -> {
              try {
                return WorkerProtocol.ask(images, in, out);
              } catch (IOException e) {
                throw new UncheckedIOException(e); // the asker is gone
              }
            }),
        out);
  }
}
