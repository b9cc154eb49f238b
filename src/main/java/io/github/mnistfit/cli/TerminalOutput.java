package io.github.mnistfit.cli;

import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.report.HalfBlocks;

/** The images as text, for a person at a terminal. */
record TerminalOutput(Environment environment, boolean coloured) implements FittedOutput {
  @Override
  public void add(PictureArgument picture, MnistImage image) {
    environment.out().println(Texts.printable(picture.name()));
    environment.out().print(coloured ? HalfBlocks.coloured(image) : HalfBlocks.plain(image));
    environment.out().flush();
  }
}
