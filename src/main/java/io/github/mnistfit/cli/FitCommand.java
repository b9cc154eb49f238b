package io.github.mnistfit.cli;

import io.github.mnistfit.fit.ArticleStage;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.io.WholeFile;
import io.github.mnistfit.mnist.IdxFile;
import io.github.mnistfit.mnist.MnistImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "fit",
    header = "Brings pictures to MNIST's form, and nothing more.",
    description = "Writes a 28×28 PNG for each picture, or one IDX file for all.",
    mixinStandardHelpOptions = true)
final class FitCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private CommandSpec spec;
  @Mixin private PictureArguments arguments;
  @Mixin private FitOption fit;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "Stop the article's fit there: ${COMPLETION-CANDIDATES}.")
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

  @Option(names = "--force", description = "Replace files that are already there.")
  private boolean force;

  private final List<MnistImage> images = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Set<Path> written = new HashSet<>();

  FitCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CannotWorkException, IOException {
    if (folder == null && idx == null) {
      throw new ParameterException(spec.commandLine(), "Missing -o DIR or --idx FILE.");
    }
    Fit chosen = stage == null ? fit.fit() : stage.fit();
    Iterator<PictureArgument> pictures = arguments.pictures();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    boolean all = true;
    while (pictures.hasNext()) {
      all &= fit(pictures.next(), chosen);
    }
    if (idx != null) {
      writeIdx();
    }
    return all ? ExitStatus.OK : ExitStatus.SOME_UNANSWERED;
  }

  private boolean fit(PictureArgument argument, Fit chosen) throws CannotWorkException {
    try (Picture picture = argument.open(chosen.colourMode())) {
      Optional<MnistImage> image = chosen.apply(picture);
      if (image.isEmpty()) {
        return complain(argument, "no ink found");
      }
      if (folder != null && !writePng(argument, image.get())) {
        return false;
      }
      if (idx != null) {
        images.add(image.get());
        names.add(argument.name());
      }
      return true;
    } catch (IOException e) {
      return complain(argument, e.getMessage());
    }
  }

  /** Named after the picture; two pictures of one name don't overwrite each other. */
  private boolean writePng(PictureArgument argument, MnistImage image) throws CannotWorkException {
    Path target = folder.resolve(Path.of(argument.name()).getFileName() + ".png");
    if (!written.add(target)) {
      return complain(argument, "another picture has been written to " + target + " already");
    }
    try {
      WholeFile.write(target, force, out -> out.write(PngWriter.toPng(image)));
      return true;
    } catch (FileAlreadyExistsException e) {
      return complain(argument, target + " is already there: --force replaces it");
    } catch (IOException e) {
      throw new CannotWorkException(target + " can't be written: " + e, e);
    }
  }

  private void writeIdx() throws CannotWorkException {
    Path list = idx.resolveSibling(idx.getFileName() + ".paths.txt");
    try {
      if (!force && (Files.exists(idx) || Files.exists(list))) {
        throw new FileAlreadyExistsException(idx.toString());
      }
      WholeFile.write(idx, force, out -> IdxFile.writeImages(out, images));
      byte[] lines =
          names.stream()
              .map(name -> name + arguments.recordEnd())
              .collect(Collectors.joining())
              .getBytes(StandardCharsets.UTF_8);
      WholeFile.write(list, force, out -> out.write(lines));
    } catch (FileAlreadyExistsException e) {
      throw new CannotWorkException(
          idx + " or " + list + " is already there: --force replaces both.", e);
    } catch (IOException e) {
      throw new CannotWorkException(idx + " can't be written: " + e, e);
    }
  }

  private boolean complain(PictureArgument argument, String reason) {
    environment.err().println("mnistfit: " + Texts.printable(argument.name()) + ": " + reason);
    environment.err().flush();
    return false;
  }
}
