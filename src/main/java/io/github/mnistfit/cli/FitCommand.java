package io.github.mnistfit.cli;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.cli.option.FitOption;
import io.github.mnistfit.cli.option.ModelOption;
import io.github.mnistfit.cli.option.PictureArgument;
import io.github.mnistfit.cli.option.PictureArguments;
import io.github.mnistfit.cli.option.ProgressOption;
import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.DrawnFiles;
import io.github.mnistfit.cli.output.Endings;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.FittedOutput;
import io.github.mnistfit.cli.output.IdxOutput;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.cli.output.PngFolder;
import io.github.mnistfit.cli.output.SheetOutput;
import io.github.mnistfit.cli.output.TerminalOutput;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.article.ArticleStage;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.Fitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "fit",
    header = "Brings pictures to MNIST's form, without reading them.",
    description = {
      "Writes a 28×28 PNG for each picture, one IDX file for all, or a sheet that shows every"
          + " step. On a terminal and without any of these, prints the images as text.",
      "",
      "Examples:",
      "  mnistfit fit seven.jpg                 see it in the terminal",
      "  mnistfit fit --steps sheet.png *.jpg   see every step, and what is read",
      "  mnistfit fit -o fitted/ photos/        a PNG for each picture of a folder",
      "  mnistfit fit --idx train.idx photos/   one file for other programs"
    },
    mixinStandardHelpOptions = true)
final class FitCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private PictureArguments arguments;
  @Mixin private FitOption fit;
  @Mixin private ModelOption model;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "Stop the article's fit after this stage: ${COMPLETION-CANDIDATES}.",
      completionCandidates = StageNames.class)
  private ArticleStage stage;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write a PNG for each picture to this folder.")
  private Path folder;

  @Option(
      names = "--idx",
      paramLabel = "FILE",
      description = "Write one IDX file, and the pictures' paths to FILE.paths.txt.")
  private Path idx;

  @Option(
      names = "--steps",
      paramLabel = "FILE.png|DIR",
      description =
          "Draw every step, and tell what the network says: on one sheet for all pictures in"
              + " FILE.png, or on a sheet for each in DIR.")
  private Path sheet;

  @Option(names = "--force", description = "Replace files that are already there.")
  private boolean force;

  @Mixin private ProgressOption progress;

  FitCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, InterruptedException {
    Fit chosen = chosenFit();
    DrawnFiles.check(sheet, spec);
    if (folder != null) {
      OutputFiles.requireFolderName(folder, "--output", "a folder", spec);
    }
    if ((folder != null || idx != null) && sheet == null && isGiven("--model")) {
      throw new ParameterException(
          spec.commandLine(),
          "--model is for --steps: -o and --idx write what no network has read.");
    }
    if (idx != null && idx.toString().equals("-")) {
      throw new ParameterException(
          spec.commandLine(), "--idx must name a file: there are two to be written.");
    }
    arguments.protect(idx, idx == null ? null : IdxOutput.paths(idx), sheet);
    if (force) {
      arguments.rememberFiles();
    }
    Iterator<PictureArgument> pictures = arguments.pictures().iterator();
    List<FittedOutput> outputs = outputs();
    if (sheet == null && !outputs.isEmpty()) {
      try (var fitter = arguments.fitter(chosen, Set.of())) {
        return run(pictures, fitter, outputs);
      }
    }
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    if (sheet != null) {
      extras.add(Extra.STEPS);
    }
    Optional<Path> ink = chosen.takesHypotheses() ? model.ink() : Optional.empty();
    if (ink.isPresent()) {
      extras.add(Extra.WORKING_COPY);
    }
    var fitter = arguments.fitter(chosen, extras);
    try (var recognizer = DigitRecognizer.of(fitter, progress.load(model), ink)) {
      outputs.add(
          sheet == null
              ? new TerminalOutput(environment, recognizer)
              : new SheetOutput(sheet, force, arguments::isRead, recognizer));
      return run(pictures, fitter, outputs);
    }
  }

  private Fit chosenFit() {
    if (stage == null) {
      return fit.fit();
    }
    if (isGiven("--fit") && !fit.fit().name().equals(Fit.article().name())) {
      throw new ParameterException(spec.commandLine(), "--stage needs --fit article.");
    }
    return stage.fit();
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private List<FittedOutput> outputs() throws CannotWorkException {
    List<FittedOutput> outputs = new ArrayList<>();
    if (folder != null) {
      outputs.add(new PngFolder(folder, force, arguments::isRead));
    }
    if (idx != null) {
      outputs.add(new IdxOutput(idx, force, arguments.recordEnd()));
    }
    if (outputs.isEmpty() && sheet == null && !environment.outIsTerminal()) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing -o DIR, --idx FILE or --steps FILE.png: standard output isn't a terminal.");
    }
    return outputs;
  }

  private int run(Iterator<PictureArgument> pictures, Fitter fitter, List<FittedOutput> outputs)
      throws CannotWorkException, InterruptedException {
    var all = new AtomicBoolean(true);
    try (var bar =
        progress.besideAnswers(arguments, folder == null && idx == null && sheet == null)) {
      fitter.fitAll(
          pictures,
          PictureArgument::source,
          (picture, fitted) -> {
            problem(picture, fitted, outputs)
                .ifPresent(
                    reason -> {
                      all.set(false);
                      environment.complain(picture.name(), reason);
                    });
            if (!(fitted instanceof Fitted.Unreadable)) {
              arguments.tellOfPages(picture);
            }
            bar.step();
          });
    }
    Endings.finish(List.copyOf(outputs), progress::wrote);
    return all.get() ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
  }

  /** Writes one picture's result; why there is none, or it can't be written, if so. */
  private static Optional<String> problem(
      PictureArgument picture, Fitted fitted, List<FittedOutput> outputs) {
    if (fitted instanceof Fitted.Nothing nothing) {
      return Optional.of(nothing.reason());
    }
    if (fitted instanceof Fitted.Unreadable unreadable) {
      return Optional.of(unreadable.reason());
    }
    try {
      for (FittedOutput output : outputs) {
        output.add(picture, (Fitted.Image) fitted);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static final class StageNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ArticleStage.values()).map(ArticleStage::label).iterator();
    }
  }
}
