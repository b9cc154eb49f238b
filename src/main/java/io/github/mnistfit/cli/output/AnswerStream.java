package io.github.mnistfit.cli.output;

import io.github.mnistfit.io.FileNames;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where answers are written, in UTF-8; names of files come out byte for byte, whatever they are.
 */
public class AnswerStream extends PrintStream {
  public AnswerStream(OutputStream out) {
    super(out, false, StandardCharsets.UTF_8);
  }

  @Override
  public void print(String text) {
    String answer = String.valueOf(text);
    if (FileNames.hasBytes(answer)) {
      writeBytes(FileNames.encode(answer));
    } else {
      super.print(answer);
    }
  }
}
