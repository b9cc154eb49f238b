package io.github.mnistfit.spark.recognizer;

import io.github.mnistfit.spark.input.SizeLimit;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private static final Map<RecognizerSettings, Running> RUNNING = new HashMap<>();

  /**
   * Heap of the recogniser's JVM. What it holds is bounded: pictures on their way by {@link
   * Recognizer#MOST_BYTES}, and what a page becomes by the reader's own limits.
   */
  private static final String HEAP = "-Xmx768m";

  /** A process that nobody asked for so long ends, and its memory is free. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  /**
   * A recogniser and what it recognises with.
   *
   * @param provenance as {@link #provenance(RecognizerSettings)} tells it
   */
  private record Running(Recognizer recognizer, Map<String, String> provenance) {}

  private Recognizers() {}

  /**
   * The recogniser, started if it isn't yet.
   *
   * @throws RecognizerException if there is no mnistfit on this machine; the message is for the
   *     user
   */
  public static Recognizer get(RecognizerSettings settings) throws RecognizerException {
    return running(settings).recognizer();
  }

  /**
   * The recogniser, if it gives the answers that are wanted.
   *
   * @param provenance what it must recognise with, as another executor told it
   * @throws RecognizerException if there is no mnistfit on this machine, or another one; the
   *     message is for the user
   */
  public static Recognizer get(RecognizerSettings settings, Map<String, String> provenance)
      throws RecognizerException {
    Running running = running(settings);
    if (!running.provenance().equals(provenance)) {
      throw new RecognizerException(
          ("The machines don't have the same mnistfit: one has %s, another %s. Install the same on all,"
                  + " or send mnistfit.zip with --files.")
              .formatted(provenance, running.provenance()));
    }
    return running.recognizer();
  }

  /**
   * What decides about the answers beside the settings: mnistfit's version, and the checksums of
   * its networks.
   *
   * @return the values by their names, in words for the user
   * @throws RecognizerException if there is no mnistfit on this machine; the message is for the
   *     user
   */
  public static Map<String, String> provenance(RecognizerSettings settings)
      throws RecognizerException {
    return running(settings).provenance();
  }

  private static Running running(RecognizerSettings settings) throws RecognizerException {
    synchronized (RUNNING) {
      Running running = RUNNING.get(settings);
      if (running == null) {
        SparkConf conf = SparkEnv.get().conf();
        Installation mnistfit = Installation.find(conf);
        Networks networks = mnistfit.networks(settings.model());
        Map<String, String> provenance = new TreeMap<>(networks.checksums());
        provenance.put("mnistfit", mnistfit.version());
        running =
            new Running(
                new Recognizer(command(mnistfit, networks, settings, conf), IDLE),
                Collections.unmodifiableMap(provenance));
        RUNNING.put(settings, running);
      }
      return running;
    }
  }

  private static List<String> command(
      Installation mnistfit, Networks networks, RecognizerSettings settings, SparkConf conf)
      throws RecognizerException {
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
        "-XX:+DisplayVMOutputToStderr", // standard output is the protocol's
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
        networks.model().toString(),
        networks.ink().map(Path::toString).orElse(""),
        networks.pageInk().map(Path::toString).orElse(""),
        settings.fit(),
        settings.minConfidence() < 0 ? "" : Double.toString(settings.minConfidence()),
        Long.toString(settings.maxPixels()));
  }

  /** How many pictures are decoded at once, whatever the tasks are that the cores work on. */
  private static int workers(SparkConf conf) {
    return conf.getInt("spark.mnistfit.workers", SizeLimit.cores(conf));
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
