package io.github.mnistfit.cli;

import io.github.mnistfit.NumberLine;
import io.github.mnistfit.NumberReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
  @Spec private CommandSpec spec;
  @Mixin private PictureArguments arguments;
  @Mixin private ModelOption model;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: text).")
  private AnswerFormat format = AnswerFormat.text;

  @Option(names = "--json", description = "The same as --format jsonl.")
  private boolean json;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "Write ? for a digit whose confidence is under P, 0 to 1 (default: what the model says).")
  private Double minConfidence;

  @Option(
      names = "--steps",
      paramLabel = "DIR",
      description = "Draw each picture with its boxes, digits and reading order to DIR.")
  private Path drawings;

  ReadCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException {
    if (minConfidence != null && !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new ParameterException(spec.commandLine(), "--min-confidence must be from 0 to 1.");
    }
    Iterator<PictureArgument> pictures = arguments.pictures().iterator();
    boolean all = true;
    try (var reader = NumberReader.of(model.open())) {
      double least = minConfidence == null ? reader.minConfidence() : minConfidence;
      var writer =
          NumberWriter.of(
              json ? AnswerFormat.jsonl : format, environment.out(), arguments.recordEnd(), least);
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
      }
    }
    return all ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
  }
}
