package io.github.mnistfit.image;

import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.io.PrivateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.opencv.core.Core;

/** OpenCV's native library, loaded once. */
public final class OpenCv {
  private static final String LIBRARY = "opencv_java490";

  private OpenCv() {}

  /**
   * Loads the library: from {@code java.library.path}, where the distribution has it; else from the
   * class path, unpacked once into the user's cache, where nobody else can write.
   *
   * @throws UnsatisfiedLinkError if there is none for this machine
   */
  public static void load() {
    Holder.load();
  }

  /** Loads the library on another thread; what goes wrong is told by {@link #load}. */
  public static void loadAhead() {
    var thread = new Thread(Holder::load, "load OpenCV");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((failed, error) -> {});
    thread.start();
  }

  /** The JVM runs a static initialiser once and makes other threads wait for it. */
  private static final class Holder {
    /** Why there is none; null if there is one. */
    private static final String FAILURE = failure();

    private static String failure() {
      try {
        try {
          System.loadLibrary(LIBRARY);
        } catch (UnsatisfiedLinkError notOnPath) {
          System.load(unpacked(notOnPath).toString());
        }
      } catch (UnsatisfiedLinkError e) {
        return e.getMessage();
      }
      // Pictures are worked on side by side; threads within one picture would only get in the way.
      Core.setNumThreads(0);
      return null;
    }

    private static void load() {
      if (FAILURE != null) {
        throw new UnsatisfiedLinkError(FAILURE);
      }
    }
  }

  private static Path unpacked(UnsatisfiedLinkError notOnPath) {
    String file = System.mapLibraryName(LIBRARY);
    String resource = "/nu/pattern/opencv/" + platform() + "/" + file;
    try (InputStream in = OpenCv.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw notOnPath;
      }
      Path target = PrivateFolder.inCache(System.getenv(), "opencv/" + Core.VERSION).resolve(file);
      if (!Files.exists(target)) {
        AtomicFile.write(target, true, in::transferTo);
      }
      return target;
    } catch (IOException e) {
      var error = new UnsatisfiedLinkError("OpenCV can't be unpacked: " + e);
      error.initCause(e);
      throw error;
    }
  }

  /** The folder of the jar that has this machine's library. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String system = os.startsWith("mac") ? "osx" : os.startsWith("windows") ? "windows" : "linux";
    return system + "/" + (arm ? "ARMv8" : "x86_64");
  }
}
