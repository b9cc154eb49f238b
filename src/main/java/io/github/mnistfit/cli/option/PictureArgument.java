package io.github.mnistfit.cli.option;

import io.github.mnistfit.fitter.CountedSource;
import io.github.mnistfit.fitter.PicturePage;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.format.Frames;
import io.github.mnistfit.io.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A picture that the command line names.
 *
 * @param name as the user gave it, or a file's path within the folder that was given
 * @param place where it belongs among results: a relative path, in a folder that was given or as a
 *     list has it, or else just a file's name
 * @param source where its bytes are
 */
public record PictureArgument(String name, Path place, PictureSource source) {
  /** A picture from anywhere. */
  static PictureArgument of(String name, Path place, PictureSource source) {
    return new PictureArgument(name, place, new CountedSource(source));
  }

  /** What can't even be looked at. */
  static PictureArgument unreadable(String name, String reason) {
    return new PictureArgument(
        name,
        Path.of(""),
        () -> {
          throw new IOException(reason);
        });
  }

  /** A folder of which no picture comes, which is told in a picture's place. */
  static PictureArgument folder(String name, String reason) {
    return new PictureArgument(name, Path.of(""), new Folder(reason));
  }

  private record Folder(String reason) implements PictureSource {
    @Override
    public byte[] bytes() throws IOException {
      throw new IOException(reason);
    }
  }

  /** Whether it is a folder, and so no picture at all. */
  public boolean isFolder() {
    return source instanceof Folder || source.file().filter(Files::isDirectory).isPresent();
  }

  /** How many pages or frames its file has, once it was read; 1 before that. */
  public int frames() {
    return CountedSource.frames(source);
  }

  /** Each page or frame of its file as a picture of its own; itself, if it is one or unreadable. */
  List<PictureArgument> pages() {
    if (!source.pageMark().isEmpty()) {
      return List.of(this);
    }
    byte[] bytes;
    try {
      bytes = source.bytes();
    } catch (IOException e) {
      return List.of(isFolder() ? this : unreadable(name, e.getMessage()));
    }
    int count = Frames.count(bytes);
    return count == 1
        ? List.of(this)
        : IntStream.rangeClosed(1, count).mapToObj(this::page).toList();
  }

  private PictureArgument page(int number) {
    return new PictureArgument(
        name + "#" + number,
        place.resolveSibling(FileNames.path(FileNames.of(place.getFileName()) + "#" + number)),
        source
            .file()
            .<PictureSource>map(file -> new PicturePage(file, number))
            .orElse(() -> Frames.frame(source.bytes(), number - 1)));
  }
}
