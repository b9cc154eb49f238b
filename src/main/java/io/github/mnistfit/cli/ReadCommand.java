package io.github.mnistfit.cli;

import io.github.mnistfit.NumberLine;
import io.github.mnistfit.NumberReader;
import io.github.mnistfit.cli.option.FormatOption;
import io.github.mnistfit.cli.option.MinConfidenceOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.option.PictureArguments;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.ClosedOutputException;
import io.github.mnistfit.cli.output.DrawingFolder;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.NumberWriter;
import io.github.mnistfit.image.OpenCv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "read",
    header = "Reads numbers of several digits, on one or more lines.",
    description = {
      "Prints a line for each line of digits in a picture: number, confidence, path, with tabs"
          + " between. A digit that isn't sure is ?.",
      "",
      "Examples:",
      "  mnistfit read meter.jpg",
      "  mnistfit read --json -r forms/ > numbers.jsonl",
      "  mnistfit read --steps seen/ photo.jpg    see what was found, and where"
    },
    mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
  private final Environment environment;
  @Mixin private PictureArguments arguments;
  @Mixin private ModelOption model;
  @Mixin private FormatOption format;
  @Mixin private MinConfidenceOption minConfidence;

  @Option(
      names = "--steps",
      paramLabel = "DIR",
      description = "Draw each picture with its boxes, digits and reading order to DIR.")
  private Path drawings;

  @Mixin private ProgressOption progress;

  ReadCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    minConfidence.check();
    OpenCv.loadAhead(); // beside ND4J
    Iterator<PictureArgument> pictures = arguments.pictures().iterator();
    boolean all = true;
    try (var network = progress.open(model);
        var bar = progress.besideAnswers(arguments.areMany())) {
      var reader = NumberReader.of(network);
      double least = minConfidence.of(network);
      var writer =
          NumberWriter.of(format.format(), environment.out(), arguments.recordEnd(), least);
      DrawingFolder folder = drawings == null ? null : new DrawingFolder(drawings, least);
      writer.begin();
      while (pictures.hasNext()) {
        PictureArgument picture = pictures.next();
        try {
          List<NumberLine> lines = reader.read(picture);
          all &= !lines.isEmpty() && lines.stream().noneMatch(l -> l.text(least).contains("?"));
          writer.write(picture.name(), lines);
          if (folder != null) {
            folder.add(picture, lines);
          }
        } catch (IOException e) {
          all = false;
          environment.complain(picture.name(), e.getMessage());
          writer.writeUnreadable(picture.name(), e.getMessage());
        }
        if (environment.out().checkError()) {
          throw new ClosedOutputException();
        }
        bar.step();
      }
    }
    return all ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
  }
}
