package io.github.mnistfit.cli.output;

import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.report.HalfBlocks;

/** The images as text, for a person at a terminal. */
public record TerminalOutput(Environment environment, boolean coloured) implements FittedOutput {
  @Override
  public void add(PictureArgument picture, Fitted.Image fitted) {
    environment.out().println(Texts.printable(picture.name()));
    MnistImage image = fitted.image();
    environment.out().print(coloured ? HalfBlocks.coloured(image) : HalfBlocks.plain(image));
    environment.out().flush();
  }
}
