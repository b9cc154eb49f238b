package io.github.mnistfit.cli.output;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.report.HalfBlocks;
import java.util.Optional;

/**
 * The images as text, each with what the network reads, for a person at a terminal.
 *
 * @param recognizer says what the network reads
 */
public record TerminalOutput(Environment environment, DigitRecognizer recognizer)
    implements FittedOutput {
  @Override
  public void add(PictureArgument picture, Fitted.Image fitted) {
    Answer answer = recognizer.answer(fitted);
    MnistImage image = answer instanceof Answer.Read read ? read.image() : fitted.image();
    var answered = new Answered(picture.name(), answer, recognizer.rejectionThreshold());
    environment.out().println(Texts.printable(picture.name()) + ": " + AnswerText.of(answered));
    environment
        .out()
        .print(environment.coloursOutput() ? HalfBlocks.coloured(image) : HalfBlocks.plain(image));
    environment.out().flush();
  }

  @Override
  public Optional<String> finish() {
    return Optional.empty();
  }
}
