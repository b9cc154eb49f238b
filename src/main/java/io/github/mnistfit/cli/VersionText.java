package io.github.mnistfit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. The versions are the build's own: no native library is loaded. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    var versions = new Properties();
    try (InputStream in = VersionText.class.getResourceAsStream("version.properties")) {
      versions.load(in);
    }
    return new String[] {
      "mnistfit " + versions.getProperty("mnistfit"),
      "DeepLearning4J " + versions.getProperty("dl4j"),
      "ND4J backend " + versions.getProperty("backend"),
      "OpenCV " + versions.getProperty("opencv"),
      "JVM " + System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
    };
  }
}
