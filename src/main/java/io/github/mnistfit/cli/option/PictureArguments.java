package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitter;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PixelLimit;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The pictures that a command works on, in the order in which they are named. */
public final class PictureArguments {
  private static final String STDIN = "-";

  private final Environment environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "A picture, a folder of pictures, or - for a picture's bytes on stdin.")
  private List<String> paths = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Folders within folders, too.")
  private boolean recursive;

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description = "Read paths from FILE, one a line; - is stdin, answered line by line.")
  private String filesFrom;

  @Option(
      names = {"-0", "--null"},
      description = "Paths in FILE, and records on stdout, end in NUL instead of a newline.")
  private boolean endInNul;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Refuse pictures of more pixels (default: 100000000).")
  private long maxPixels = PixelLimit.STANDARD.pixels();

  public PictureArguments(Environment environment) {
    this.environment = environment;
  }

  /**
   * The most pixels that a picture may have.
   *
   * @throws ParameterException if the option is no such number
   */
  public PixelLimit limit() {
    if (maxPixels < 1) {
      throw new ParameterException(command.commandLine(), "--max-pixels must be at least 1.");
    }
    return new PixelLimit(maxPixels);
  }

  /**
   * A fitter for the pictures: many are decoded in worker processes, so that one that crashes a
   * decoder doesn't cost the others their answers; a single one in this process, which is there
   * already.
   *
   * @throws ParameterException as {@link #limit} does
   */
  public Fitter fitter(Fit fit, Set<Extra> extras) {
    if (areMany()) {
      return ProcessFitter.start(fit, limit(), extras);
    }
    OpenCv.loadAhead(); // beside ND4J
    return new LocalFitter(fit, limit(), extras);
  }

  /** Whether a picture or a list of pictures is named. */
  public boolean areNamed() {
    return !paths.isEmpty() || filesFrom != null;
  }

  /** The files that are named: none of them may be written over. */
  public List<Path> named() {
    return Stream.concat(paths.stream(), Stream.ofNullable(filesFrom))
        .map(PictureArguments::path)
        .toList();
  }

  /** Whether there may be more than one picture. */
  public boolean areMany() {
    return filesFrom != null || paths.size() != 1 || Files.isDirectory(path(paths.get(0)));
  }

  /** A path, or where it isn't one, the empty path; {@link #files} tells why. */
  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      return Path.of("");
    }
  }

  /** What ends a record on stdout. */
  public char recordEnd() {
    return endInNul ? '\0' : '\n';
  }

  /**
   * The pictures, one after the other; where paths come on stdin, the stream's iterator waits for
   * the next.
   *
   * @throws ParameterException if no picture is named
   * @throws CannotWorkException if the list of paths can't be read
   */
  public Stream<PictureArgument> pictures() throws CannotWorkException {
    if (!areNamed()) {
      throw new ParameterException(
          command.commandLine(), "Missing PATH: name a picture, a folder, or - for stdin.");
    }
    Stream<PictureArgument> named = paths.stream().flatMap(this::expanded);
    Stream<PictureArgument> listed =
        filesFrom == null ? Stream.empty() : lines().flatMap(path -> files(path, true));
    return Stream.concat(named, listed);
  }

  private Stream<PictureArgument> expanded(String path) {
    return path.equals(STDIN) ? Stream.of(ofStdin()) : files(path, false);
  }

  private PictureArgument ofStdin() {
    return new PictureArgument(
        STDIN, Path.of("stdin"), () -> PictureReader.bytes(environment.in()));
  }

  /**
   * A file as itself, a folder as its files, sorted by path.
   *
   * @param listed whether a list names it: then the folders of a relative path are kept among the
   *     results, since lists run through whole trees
   */
  private Stream<PictureArgument> files(String name, boolean listed) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return Stream.of(PictureArgument.unreadable(name, "is not a path: " + e.getReason()));
    }
    boolean isKept = listed && !path.isAbsolute() && !path.normalize().startsWith("..");
    if (!Files.isDirectory(path)) {
      Path place = isKept ? path.normalize() : nameOf(path);
      return Stream.of(PictureArgument.of(path, place));
    }
    Path place = isKept ? path.normalize() : Path.of("");
    List<PictureArgument> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          path,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          recursive ? Integer.MAX_VALUE : 1,
          new Collector(path, place, found));
    } catch (IOException e) {
      found.add(PictureArgument.unreadable(name, "can't be listed: " + e.getMessage()));
    }
    return found.stream().sorted(Comparator.comparing(PictureArgument::name));
  }

  /** The root of a file system has no name. */
  private static Path nameOf(Path path) {
    return path.getFileName() == null ? path : path.getFileName();
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Path place;
    private final List<PictureArgument> found;

    Collector(Path folder, Path place, List<PictureArgument> found) {
      this.folder = folder;
      this.place = place;
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isDirectory() && FolderFiles.maybePicture(file)) {
        Path relative = place.resolve(folder.relativize(file));
        found.add(PictureArgument.of(file, relative));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      String reason =
          failure instanceof FileSystemLoopException
              ? "is a symbolic link to a folder that it lies in"
              : failure instanceof AccessDeniedException ? "permission denied" : "can't be read";
      found.add(PictureArgument.unreadable(file.toString(), reason));
      return FileVisitResult.CONTINUE;
    }
  }

  /** The lines of the list, each as soon as it is there. */
  private Stream<String> lines() throws CannotWorkException {
    InputStream in;
    try {
      in = filesFrom.equals(STDIN) ? environment.in() : Files.newInputStream(Path.of(filesFrom));
    } catch (IOException e) {
      throw new CannotWorkException(
          "--files-from " + filesFrom + " can't be read: " + Texts.reason(e), e);
    }
    var buffered = new BufferedInputStream(in);
    return Stream.generate(() -> line(buffered))
        .takeWhile(line -> line.isPresent())
        .map(line -> line.get())
        .filter(line -> !line.isEmpty());
  }

  private Optional<String> line(InputStream in) {
    var line = new ByteArrayOutputStream();
    try {
      int c = in.read();
      if (c < 0) {
        in.close();
        return Optional.empty();
      }
      while (c >= 0 && c != recordEnd()) {
        line.write(c);
        c = in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The list of paths can't be read: " + Texts.reason(e), e);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return Optional.of(
        !endInNul && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
