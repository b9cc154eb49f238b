package io.github.mnistfit.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tesseract's command, where it is installed. */
final class Tesseract {
  private Tesseract() {}

  /** Its page segmentation modes to compare with: a block of text, a line; none without it. */
  static List<String> modes() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("tesseract", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0 ? List.of("6", "7") : List.of();
    } catch (IOException e) {
      return List.of(); // it isn't installed
    }
  }

  /** The lines of a picture that have any digit. */
  static List<String> lines(Path picture, String mode) throws IOException {
    Process process =
        new ProcessBuilder(
                "tesseract",
                picture.toString(),
                "-",
                "--psm",
                mode,
                "-c",
                "tessedit_char_whitelist=0123456789")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.stream(out.split("\n"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
