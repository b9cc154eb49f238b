package io.github.mnistfit.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The versions of what is at work. They are the build's own: no native library is loaded. */
public final class Versions {
  private Versions() {}

  /** Each version by the name of what it belongs to, in the order in which to show them. */
  public static Map<String, String> all() {
    var build = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("the jar is damaged", e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("mnistfit", build.getProperty("mnistfit"));
    versions.put("DeepLearning4J", build.getProperty("dl4j"));
    versions.put("ND4J backend", build.getProperty("backend"));
    versions.put("OpenCV", build.getProperty("opencv"));
    versions.put(
        "JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    versions.put("OS", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }
}
