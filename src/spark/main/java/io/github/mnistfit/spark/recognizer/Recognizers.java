package io.github.mnistfit.spark.recognizer;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * This executor's recognisers: one for each way in which pictures are to be recognised, mostly one.
 * All tasks share it, and it stays for the next task.
 */
public final class Recognizers {
  /**
   * Static, since tasks that come one after the other have nothing in common but the executor's
   * JVM.
   */
  private static final Map<RecognizerSettings, Recognizer> RUNNING = new HashMap<>();

  /**
   * Heap of the recogniser's JVM. What it holds is bounded: pictures on their way by {@link
   * Recognizer#MOST_BYTES}, and what a page becomes by the reader's own limits.
   */
  private static final String HEAP = "-Xmx768m";

  /** A process that nobody asked for so long ends, and its memory is free. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  /** A master that says itself how many cores an executor has. */
  private static final Pattern LOCAL =
      Pattern.compile("local\\[(\\d+)[\\],].*|local-cluster\\[\\d+ *, *(\\d+) *,.*");

  private Recognizers() {}

  /**
   * The recogniser, started if it isn't yet.
   *
   * @throws RecognizerException if there is no mnistfit on this machine; the message is for the
   *     user
   */
  public static Recognizer get(RecognizerSettings settings) throws RecognizerException {
    synchronized (RUNNING) {
      Recognizer running = RUNNING.get(settings);
      if (running == null) {
        running = new Recognizer(command(settings, SparkEnv.get().conf()), IDLE);
        RUNNING.put(settings, running);
      }
      return running;
    }
  }

  private static List<String> command(RecognizerSettings settings, SparkConf conf)
      throws RecognizerException {
    Installation mnistfit = Installation.find(conf);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(),
        // As the launcher starts predict: most of the time is native code's.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        HEAP,
        "-XX:ActiveProcessorCount=" + workers(conf),
        "-XX:-UsePerfData",
        "-XX:+SuppressFatalErrorMessage",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:+IgnoreUnrecognizedVMOptions",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djava.awt.headless=true",
        "-Djava.library.path=" + mnistfit.natives(),
        "-Dorg.bytedeco.javacpp.pathsFirst=true",
        "-cp",
        mnistfit.jar() + File.pathSeparator + ownJar(),
        // By its name: its class needs the library, which isn't here.
        "io.github.mnistfit.spark.process.RecognizerMain",
        mnistfit.model(settings.model()).toString(),
        mnistfit.models().toString(),
        settings.fit(),
        settings.minConfidence() < 0 ? "" : Double.toString(settings.minConfidence()),
        Long.toString(settings.maxPixels()));
  }

  /**
   * How many pictures are decoded at once: as many as the executor has cores, whatever the tasks
   * are that it is divided into.
   */
  private static int workers(SparkConf conf) {
    Matcher local = LOCAL.matcher(conf.get("spark.master", ""));
    int cores =
        local.matches()
            ? Integer.parseInt(local.group(local.group(1) == null ? 2 : 1))
            : conf.getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
    return conf.getInt("spark.mnistfit.workers", cores);
  }

  /** The jar that this class is in, which Spark has brought here. */
  private static Path ownJar() throws RecognizerException {
    try {
      return Path.of(Recognizers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new RecognizerException("mnistfit-spark.jar isn't found", e);
    }
  }
}
