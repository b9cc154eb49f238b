package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.cli.output.OutputFiles;
import io.github.mnistfit.cli.output.Texts;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.Extra;
import io.github.mnistfit.fitter.Fitter;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.fitter.PictureAddress;
import io.github.mnistfit.fitter.PictureFolder;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.fitter.ProcessFitter;
import io.github.mnistfit.fitter.TimedFitter;
import io.github.mnistfit.image.OpenCv;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.io.FileNames;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The pictures that a command works on, in the order in which they are named. */
public final class PictureArguments {
  private static final String STDIN = "-";

  /** In bytes; no system has paths so long. */
  private static final int LONGEST_LINE = 1 << 16;

  /** So many bytes more are no line of a list, but /dev/zero or the like. */
  private static final int ENDLESS = 1 << 26;

  private final Environment environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      converter = Named.class,
      description = "A picture, a folder of pictures, or - for a picture's bytes on stdin.")
  private List<String> paths;

  @Option(
      names = {"-r", "--recursive"},
      description = "Look into folders within folders, too.")
  private boolean recursive;

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      converter = Named.class,
      description = "Read paths from FILE, one a line; - is stdin, answered line by line.")
  private String filesFrom;

  @Option(
      names = {"-0", "--null"},
      description = "Paths in FILE, and records on stdout, end in NUL instead of a newline.")
  private boolean endInNul;

  @Option(
      names = "--pages",
      description =
          "Read every page of a TIFF and every frame of an animation, as PATH#1, PATH#2 and so on;"
              + " without it, the first alone. PATH#2 alone is a path, too, and so it is in lists.")
  private boolean pages;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Refuse pictures of more pixels (default: 100000000).")
  private long maxPixels = PixelLimit.STANDARD.pixels();

  /** None of these is read, since it is to be written. */
  private List<Path> outputs = List.of();

  /** What is read, where that must be known. */
  private Optional<Set<Path>> read = Optional.empty();

  /** What the paths stand for. */
  private List<PictureArgument> named = List.of();

  public PictureArguments(Environment environment) {
    this(environment, List.of());
  }

  /** The arguments with nothing but paths; others may be given by picocli. */
  public PictureArguments(Environment environment, List<String> paths) {
    this.environment = environment;
    this.paths = List.copyOf(paths);
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
    return new TimedFitter(new LocalFitter(fit, limit(), extras));
  }

  /** Whether it was said how folders, lists or files of several pictures are gone through. */
  public boolean areListed() {
    return recursive || pages || endInNul;
  }

  /** Whether a picture or a list of pictures is named. */
  public boolean areNamed() {
    return !paths.isEmpty() || filesFrom != null;
  }

  /**
   * Names files that are to be written at the end: what is already there under such a name isn't
   * read, be it in a folder or in a list. To be called before {@link #pictures}.
   *
   * @param files null where none is wanted
   * @throws ParameterException if two of them are one file
   * @throws CannotWorkException if one of them is named as a path or as the list
   */
  public void protect(Path... files) throws CannotWorkException {
    OutputFiles.requireDistinct(command, files);
    for (Path file : files) {
      OutputFiles.requireOther(file, named());
    }
    outputs = Stream.of(files).filter(file -> file != null && Files.exists(file)).toList();
  }

  /**
   * Makes sure that a run doesn't go on for ever, reading what it appends to its list.
   *
   * @param file that is appended to; null if there is none
   * @throws CannotWorkException if it is the list
   */
  public void requireNotList(Path file) throws CannotWorkException {
    OutputFiles.requireOther(
        file, Stream.ofNullable(filesFrom).map(PictureArguments::path).toList());
  }

  /** Keeps in mind what is read, for {@link #isRead}. To be called before {@link #pictures}. */
  public void rememberFiles() {
    Set<Path> files = ConcurrentHashMap.newKeySet();
    Stream.ofNullable(filesFrom).map(list -> real(path(list))).forEach(files::add);
    read = Optional.of(files);
  }

  /** Whether a file that is there is one of the pictures, as far as they are known. */
  public boolean isRead(Path file) {
    return read.isPresent() && read.get().contains(real(file));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
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
      return FileNames.path(name);
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
    if (Collections.frequency(paths, STDIN) + (STDIN.equals(filesFrom) ? 1 : 0) > 1) {
      throw new ParameterException(
          command.commandLine(), "Standard input can be read only once: give - once.");
    }
    named = paths.stream().flatMap(this::expanded).toList();
    Stream<PictureArgument> listed =
        filesFrom == null ? Stream.empty() : lines().flatMap(this::listed);
    return Stream.concat(named.stream(), listed);
  }

  /** Tells, once a picture was read, that there is more in its file than that. */
  public void tellOfPages(PictureArgument picture) {
    if (!pages && picture.frames() > 1) {
      environment.complain(
          picture.name(),
          "only the first of "
              + picture.frames()
              + " pages or frames is read; --pages reads them all");
    }
  }

  /**
   * How many pictures there are, behind {@link #pictures}; empty if that can't be known yet, since
   * the list of paths is still being written.
   */
  public OptionalLong total() {
    if (filesFrom == null) {
      return OptionalLong.of(named.size());
    }
    Path list = FileNames.path(filesFrom);
    if (filesFrom.equals(STDIN) || !Files.isRegularFile(list)) {
      return OptionalLong.empty();
    }
    try (var in = new BufferedInputStream(Files.newInputStream(list))) {
      long lines = 0;
      for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
        lines++;
      }
      return OptionalLong.of(named.size() + lines);
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty(); // told where it is read
    }
  }

  private Stream<PictureArgument> expanded(String path) {
    return path.equals(STDIN) ? ofStdin() : files(path);
  }

  private Stream<PictureArgument> ofStdin() {
    Path place = Path.of("stdin");
    if (!pages) {
      return Stream.of(
          PictureArgument.of(STDIN, place, () -> PictureReader.bytes(environment.in())));
    }
    try {
      byte[] bytes = PictureReader.bytes(environment.in());
      return PictureArgument.of(STDIN, place, PictureSource.of(bytes)).pages().stream();
    } catch (IOException e) {
      return Stream.of(PictureArgument.unreadable(STDIN, Texts.reason(e)));
    }
  }

  /** A file as itself, a folder as its pictures, sorted by path. */
  private Stream<PictureArgument> files(String name) {
    Path path;
    try {
      path = FileNames.path(name);
    } catch (InvalidPathException e) {
      return Stream.of(PictureArgument.unreadable(name, "is not a path: " + e.getReason()));
    }
    if (PictureAddress.is(name, path)) {
      return Stream.of(PictureArgument.unreadable(name, PictureAddress.REASON));
    }
    if (!Files.isDirectory(path)) {
      return pages(name, path, nameOf(path));
    }
    PictureFolder folder;
    try {
      folder = PictureFolder.of(path, recursive);
    } catch (IOException e) {
      return Stream.of(PictureArgument.folder(name, "can't be listed: " + Texts.reason(e)));
    }
    if (folder.found().isEmpty()) {
      return Stream.of(PictureArgument.folder(name, "no pictures (" + folder.instead() + ")"));
    }
    folder.leftOut().ifPresent(what -> environment.complain(name, "left out " + what));
    folder.folders().ifPresent(what -> environment.complain(name, "left out " + what));
    return folder.found().stream()
        .flatMap(
            found ->
                found.problem().isPresent()
                    ? Stream.of(unseen(found.path(), found.problem().get()))
                    : pages(
                        FileNames.of(found.path()), found.path(), path.relativize(found.path())));
  }

  private static PictureArgument unseen(Path path, String problem) {
    String name = FileNames.of(path);
    return Files.isDirectory(path)
        ? PictureArgument.folder(name, problem)
        : PictureArgument.unreadable(name, problem);
  }

  /** A line of a list, which is one picture whatever it is, so that a script can count. */
  private Stream<PictureArgument> listed(String name) {
    if (name.isEmpty()) {
      return Stream.of(PictureArgument.unreadable(name, "is an empty line"));
    }
    try {
      Path path = FileNames.path(name);
      if (PictureAddress.is(name, path)) {
        return Stream.of(PictureArgument.unreadable(name, PictureAddress.REASON));
      }
      // The folders of a relative path are kept among results: lists run through whole trees.
      boolean isKept = !path.isAbsolute() && !path.normalize().startsWith("..");
      return pages(name, path, isKept ? path.normalize() : nameOf(path));
    } catch (InvalidPathException e) {
      return Stream.of(PictureArgument.unreadable(name, "is not a path: " + e.getReason()));
    }
  }

  private Stream<PictureArgument> pages(String name, Path path, Path place) {
    PictureSource source = PictureSource.named(path);
    Path file = source.file().orElse(path);
    for (Path output : outputs) {
      if (OutputFiles.isSame(output, file)) {
        String problem = OutputFiles.isReadFrom(output) + ".";
        throw new UncheckedIOException(problem, new IOException(problem));
      }
    }
    read.ifPresent(files -> files.add(real(file)));
    PictureArgument whole = PictureArgument.of(name, place, source);
    return pages ? whole.pages().stream() : Stream.of(whole);
  }

  /** The root of a file system has no name. */
  private static Path nameOf(Path path) {
    return path.getFileName() == null ? path : path.getFileName();
  }

  /** The lines of the list, each as soon as it is there. */
  private Stream<String> lines() throws CannotWorkException {
    InputStream in;
    try {
      in = filesFrom.equals(STDIN) ? environment.in() : list(FileNames.path(filesFrom));
    } catch (IOException e) {
      throw new CannotWorkException(
          "--files-from " + filesFrom + " can't be read: " + Texts.reason(e) + ".", e);
    }
    var buffered = new BufferedInputStream(in);
    return Stream.generate(() -> line(buffered))
        .takeWhile(line -> line.isPresent())
        .map(line -> line.get());
  }

  /** A list, if it isn't what was meant to be named without the option. */
  private InputStream list(Path file) throws IOException, CannotWorkException {
    String instead = Files.isDirectory(file) ? "a folder" : "";
    if (Files.isRegularFile(file)) { // a pipe would have to be waited for
      instead = PictureFolder.isPicture(file) ? "a picture" : "";
    }
    if (!instead.isEmpty()) {
      throw new CannotWorkException(
          "--files-from %s is %s, not a list of paths: name it without --files-from."
              .formatted(filesFrom, instead));
    }
    return Files.newInputStream(file);
  }

  private Optional<String> line(InputStream in) {
    var line = new ByteArrayOutputStream();
    int beyond = 0;
    try {
      int c = in.read();
      if (c < 0) {
        in.close();
        return Optional.empty();
      }
      while (c >= 0 && c != recordEnd()) {
        if (line.size() < LONGEST_LINE) { // no file is found under what is left of a longer one
          line.write(c);
        } else if (++beyond == ENDLESS) {
          throw new IOException("it has a line of more than 64 MiB");
        }
        c = in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The list of paths can't be read: " + Texts.reason(e) + ".", e);
    }
    String text = FileNames.decode(line.toByteArray());
    return Optional.of(
        !endInNul && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
