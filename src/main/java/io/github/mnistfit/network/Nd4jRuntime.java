package io.github.mnistfit.network;

import io.github.mnistfit.io.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J set up for small networks on a CPU; to be called before anything else of ND4J. */
public final class Nd4jRuntime {
  /** JavaCPP's name for the folder that it loads libraries from. */
  private static final String LIBRARY_CACHE = "org.bytedeco.javacpp.cachedir";

  private Nd4jRuntime() {}

  /**
   * Starts ND4J, once; later calls return at once.
   *
   * @throws UnsatisfiedLinkError if its native library can't be loaded; the message is for the user
   */
  public static void start() {
    try {
      Holder.start();
    } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
      var error =
          new UnsatisfiedLinkError(
              ("ND4J's native library can't be loaded on this machine (%s, %s)."
                      + " Build mnistfit on the machine that it is to run on.")
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
      error.initCause(e);
      throw error;
    }
  }

  /**
   * Starts ND4J on another thread; what goes wrong is told by {@link #start}. Until that has
   * started, the caller touches no class of ND4J or DL4J: two threads that initialise classes which
   * need each other would wait for ever.
   *
   * @return done when it has started or failed. It is to be waited for in any case: to end a
   *     process midway could crash it
   */
  static CompletableFuture<Void> startAhead() {
    return CompletableFuture.runAsync(Nd4jRuntime::start, Nd4jRuntime::onDaemon)
        .exceptionally(toldByStart -> null);
  }

  private static void onDaemon(Runnable task) {
    var thread = new Thread(task, "start ND4J");
    thread.setDaemon(true);
    thread.start();
  }

  /** The JVM runs a static initialiser once and makes other threads wait for it. */
  private static final class Holder {
    static {
      // Off unless asked for, and without them convolutions are about 35 times slower.
      System.setProperty("org.eclipse.deeplearning4j.helpers.disable", "false");
      // A crash report would ask the machine about itself through libraries that aren't shipped.
      System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
      System.setProperty("org.nd4j.log.initialization", "false");
      System.setProperty("org.nd4j.versioncheck", "false");
      keepLibrariesFromOthers();
      // Instead of ND4J's own, which may crash the process.
      System.setProperty("opexec", ReachableOpExecutioner.class.getName());
      // Two OpenMP threads in one small network are 6 to 20 times slower than one; work that can be
      // shared out is shared out to Java threads.
      Nd4j.getEnvironment().setMaxThreads(1);
      Nd4j.getEnvironment().setMaxMasterThreads(1);
    }

    private static void start() {}

    /**
     * Left to itself, JavaCPP loads libraries from a folder in /tmp that anybody can make first.
     */
    private static void keepLibrariesFromOthers() {
      if (System.getProperty(LIBRARY_CACHE) == null) {
        try {
          Path folder = PrivateFolder.inCache(System.getenv(), "javacpp");
          System.setProperty(LIBRARY_CACHE, folder.toString());
        } catch (IOException e) {
          throw new UncheckedIOException("there is no folder for native libraries", e);
        }
      }
    }
  }
}
