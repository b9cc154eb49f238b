package io.github.mnistfit.cli;

/** Text from outside on its way to a terminal. */
final class Texts {
  private Texts() {}

  /**
   * A path as text: control characters are escaped, since a file's name could otherwise reprogram
   * the terminal or look like two lines.
   */
  static String printable(String path) {
    var printable = new StringBuilder(path.length());
    path.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\t' -> printable.append("\\t");
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                default -> {
                  if (Character.isISOControl(c)) {
                    printable.append(String.format("\\x%02x", c));
                  } else {
                    printable.appendCodePoint(c);
                  }
                }
              }
            });
    return printable.toString();
  }
}
