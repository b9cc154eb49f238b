package io.github.mnistfit.fitter;

import io.github.mnistfit.image.format.ForeignFormat;
import io.github.mnistfit.image.format.PictureFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lies in a folder: its pictures, and what was left out, so that nothing is so silently. */
public final class PictureFolder {
  private static final Set<String> PICTURE_ENDINGS =
      Set.of(
          "png", "jpg", "jpeg", "jpe", "jfif", "bmp", "dib", "pnm", "pbm", "pgm", "ppm", "webp",
          "tif", "tiff", "gif");

  /** What people take for a picture of a digit; a web page beside it is nobody's picture. */
  private static final Set<ForeignFormat> PICTURE_LIKE =
      EnumSet.of(
          ForeignFormat.HEIC,
          ForeignFormat.AVIF,
          ForeignFormat.JPEG_XL,
          ForeignFormat.JPEG_2000,
          ForeignFormat.PHOTOSHOP,
          ForeignFormat.ICO,
          ForeignFormat.OPENEXR,
          ForeignFormat.RADIANCE,
          ForeignFormat.QOI,
          ForeignFormat.RAF,
          ForeignFormat.EPS,
          ForeignFormat.PDF,
          ForeignFormat.SVG);

  /** As many bytes as tell every format. */
  private static final int BEGINNING = 1024;

  private final List<Found> found = new ArrayList<>();
  private final Map<ForeignFormat, Integer> foreign = new EnumMap<>(ForeignFormat.class);
  private int folders;
  private int others;
  private int hidden;

  /**
   * A picture of the folder, or what couldn't be looked at.
   *
   * @param path the folder's path and that in it
   * @param problem why it can't be looked at, in a few lower-case words
   */
  public record Found(Path path, Optional<String> problem) {}

  private PictureFolder() {}

  /**
   * Looks through a folder. A file is a picture by its name, or holds one whatever its name says;
   * hidden files are none.
   *
   * @param recursive whether the folders in it are looked through, too
   * @throws IOException if it can't be listed
   */
  public static PictureFolder of(Path folder, boolean recursive) throws IOException {
    var listed = new PictureFolder();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        recursive ? Integer.MAX_VALUE : 1,
        listed.new Visitor(folder));
    listed.found.sort(Comparator.comparing(one -> one.path().toString()));
    return listed;
  }

  /** Its pictures and what couldn't be looked at, sorted by path. */
  public List<Found> found() {
    return List.copyOf(found);
  }

  /** What was left out although people take it for a picture, in words; empty if nothing was. */
  public Optional<String> leftOut() {
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            listed(
                    foreign.entrySet().stream()
                        .map(entry -> entry.getKey().counted(entry.getValue()))
                        .toList())
                + ", which mnistfit doesn't read");
  }

  /** With commas, and an "and" before the last. */
  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** The folders in it that weren't looked through, in words; empty if there are none. */
  public Optional<String> folders() {
    return folders == 0
        ? Optional.empty()
        : Optional.of(
            counted(folders, "folder") + " in it: -r looks into " + (folders == 1 ? "it" : "them"));
  }

  /** What there is instead, for a folder without pictures, in words. */
  public String instead() {
    List<String> seen = new ArrayList<>();
    leftOut().ifPresent(seen::add);
    folders().ifPresent(seen::add);
    if (seen.isEmpty()) {
      String nothing = hidden == 0 ? "it is empty" : "only hidden files";
      seen.add(others == 0 ? nothing : counted(others, "other file"));
    }
    return String.join("; ", seen);
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static boolean isHidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }

  /** Whether a file is a picture of a format that is read, by its first bytes. */
  public static boolean isPicture(Path file) {
    return PictureFormat.of(beginning(file)).isPresent();
  }

  private static boolean isNamedLikeAPicture(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot >= 0 && PICTURE_ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static byte[] beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BEGINNING);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private void add(Path file) {
    // A pipe would keep us waiting; that its name promises a picture is told when it is read.
    byte[] beginning = Files.isRegularFile(file) ? beginning(file) : new byte[0];
    Optional<ForeignFormat> like = ForeignFormat.of(beginning).filter(PICTURE_LIKE::contains);
    if ((isNamedLikeAPicture(file) && like.isEmpty()) || PictureFormat.of(beginning).isPresent()) {
      found.add(new Found(file, Optional.empty()));
    } else if (like.isPresent()) {
      foreign.merge(like.get(), 1, Integer::sum);
    } else {
      others++;
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file)) {
        hidden++;
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isDirectory()) {
        folders++;
      } else {
        add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      String reason =
          failure instanceof FileSystemLoopException
              ? "is a symbolic link to a folder that it lies in"
              : failure instanceof AccessDeniedException ? "permission denied" : "can't be read";
      found.add(new Found(file, Optional.of(reason)));
      return FileVisitResult.CONTINUE;
    }
  }
}
