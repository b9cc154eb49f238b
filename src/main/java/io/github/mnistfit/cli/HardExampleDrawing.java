package io.github.mnistfit.cli;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.mining.DrawnHypotheses;
import io.github.mnistfit.network.InkModel;
import io.github.mnistfit.network.InkModelFile;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.training.HardExamples;
import io.github.mnistfit.training.TrainingData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Has the hard examples drawn that a network learns from, with the ink networks that are shipped.
 */
final class HardExampleDrawing {
  private HardExampleDrawing() {}

  /**
   * Draws them, of the images that are learnt from and of those that are held out.
   *
   * @throws CannotWorkException if an ink network is missing, or no usable model
   */
  static HardExamples draw(TrainingData data, long seed, ProgressOption progress)
      throws CannotWorkException {
    InkModel digits = shipped(DigitRecognizer.INK_MODEL, "ink");
    InkModel pages = shipped(NumberReader.INK_MODEL, "page_ink");
    int training = data.training().size();
    int validation = data.validation().size();
    int scenes = DrawnHypotheses.scenes(training) + DrawnHypotheses.scenes(validation);
    try (var hypotheses = new DrawnHypotheses(digits, pages);
        ProgressOption.Bar bar = progress.bar("drawing", scenes)) {
      return new HardExamples(
          hypotheses.of(data.training(), seed, bar::step),
          hypotheses.of(data.validation(), ~seed, bar::step),
          Optional.of(Fit.robust().name()));
    }
  }

  private static InkModel shipped(String name, String recipe) throws CannotWorkException {
    Path file = ModelOption.shippedFolder().resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new CannotWorkException(
          "The recipe learns from ink that "
              + file
              + " finds, which isn't there: make it with mnistfit train --recipe "
              + recipe
              + " -o "
              + file
              + ".");
    }
    try {
      return InkModelFile.read(file);
    } catch (ModelFileException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }
}
