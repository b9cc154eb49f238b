package io.github.mnistfit.network;

import java.nio.file.Path;

/**
 * Tells at the start what would be found when an ink network is loaded, perhaps for the thousandth
 * picture: that its file is damaged, or that of the other network. Nothing of DL4J is woken up.
 */
public final class InkModelCheck {
  /** Labels of {@link InkArchitecture}, which needs DL4J's classes. */
  static final String OF_DIGIT = "ink";

  static final String OF_PAGES = "ink_wide";

  /** Bytes of weights: more than any ink network has. */
  private static final int LIMIT = 1 << 24;

  private InkModelCheck() {}

  /**
   * Requires the network that finds the ink of one digit.
   *
   * @throws ModelFileException if it is no usable model, or another one; the message is for the
   *     user
   */
  public static void requireOfDigit(Path file) throws ModelFileException {
    require(file, OF_DIGIT);
  }

  /**
   * Requires the network that finds the ink of pages.
   *
   * @throws ModelFileException as {@link #requireOfDigit} does
   */
  public static void requireOfPages(Path file) throws ModelFileException {
    require(file, OF_PAGES);
  }

  private static void require(Path file, String label) throws ModelFileException {
    boolean isIt =
        ModelArchive.read(
            file,
            archive -> {
              archive.weights(LIMIT);
              return label.equals(archive.properties().getProperty("architecture"));
            });
    if (!isIt) {
      InkNetwork.check(file, InkArchitecture.of(label).orElseThrow());
    }
  }
}
