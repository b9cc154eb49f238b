package io.github.mnistfit.cli;

import io.github.mnistfit.cli.option.ListenOptions;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.cli.output.Versions;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.server.PictureServer;
import io.github.mnistfit.server.Recognition;
import io.github.mnistfit.server.ServerLimits;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    header = "Serves a page to draw on, and the same over HTTP.",
    description = {
      "Prints the page's address and answers until it is interrupted. Draw a digit there, or drop"
          + " a picture, and see every step of its fit. Programs send a picture's bytes, or"
          + " pictures as multipart/form-data, to /predict, /read or /fit, and get what --json"
          + " prints; /openapi.json describes it all.",
      "",
      "Examples:",
      "  mnistfit serve --open                  and draw",
      "  curl -F file=@seven.jpg http://localhost:8080/predict",
      "  mnistfit serve --host 0.0.0.0          for phones and others on the network"
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private ListenOptions listen;
  @Mixin private ModelOption model;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Refuse pictures of more pixels (default: 100000000).")
  private long maxPixels = PixelLimit.STANDARD.pixels();

  @Option(
      names = {"-v", "--verbose"},
      description = "Log each request on stderr.")
  private boolean verbose;

  ServeCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    listen.check();
    if (maxPixels < 1) {
      throw new ParameterException(spec.commandLine(), "--max-pixels must be at least 1.");
    }
    try (PictureServer server = start()) {
      var end = new Thread(server::close, "mnistfit-end");
      Runtime.getRuntime().addShutdownHook(end);
      URI page = listen.page(server.address());
      environment.out().println(page);
      if (environment.out().checkError()) { // which Main tells
        return ExitStatus.CANNOT_WORK;
      }
      listen.tell(server.address());
      listen.open(page);
      server.join();
      return ExitStatus.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.INTERRUPTED;
    }
  }

  /** Listens, and has the network. */
  private PictureServer start() throws CannotWorkException {
    OpenCv.loadAhead();
    CompletableFuture<DigitNetwork> network = CompletableFuture.supplyAsync(this::network);
    ServerLimits limits = listen.limits();
    var recognition =
        new Recognition(
            network, model.ink(), model.pageInk(), new PixelLimit(maxPixels), limits.times());
    PictureServer server = listen(limits, recognition);
    try {
      network.join();
      return server;
    } catch (CompletionException e) {
      server.close();
      throw e;
    }
  }

  private DigitNetwork network() {
    try {
      return model.openForMany();
    } catch (CannotWorkException e) {
      throw new CompletionException(e);
    }
  }

  private PictureServer listen(ServerLimits limits, Recognition recognition)
      throws CannotWorkException {
    Consumer<String> log = verbose ? environment::tell : line -> {};
    var settings =
        new PictureServer.Settings(
            listen.host(),
            listen.port(),
            listen.names(),
            Versions.all().get("mnistfit"),
            limits,
            log,
            fault ->
                environment.tell(
                    "There is a fault in the server, which goes on; please report it: "
                        + fault
                        + "."));
    try {
      return PictureServer.start(settings, recognition);
    } catch (IOException e) {
      throw new CannotWorkException(
          "%s can't be listened on: %s.".formatted(listen.place(), reason(e)), e);
    }
  }

  private static String reason(IOException failure) {
    String reason =
        failure.getCause() instanceof BindException bind
            ? bind.getMessage()
            : Texts.reason(failure);
    if (reason.contains("already in use")) {
      return "another program does so already; --port 0 takes any port that is free";
    }
    return reason.contains("assign requested address")
        ? "it is no address of this machine"
        : reason;
  }
}
