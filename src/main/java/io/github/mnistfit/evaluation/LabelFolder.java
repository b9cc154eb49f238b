package io.github.mnistfit.evaluation;

import io.github.mnistfit.fitter.CountedSource;
import io.github.mnistfit.fitter.PictureFolder;
import io.github.mnistfit.fitter.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A folder that labels its pictures by the folders that they lie in, named 0 to 9. */
final class LabelFolder {
  private LabelFolder() {}

  /**
   * Lists the pictures, those in deeper folders, too; they aren't opened.
   *
   * @param leftOut is told of each folder in which something was left out, and of what
   * @throws IOException if there are none; the message is for the user
   */
  static List<LabelledPicture> read(Path folder, BiConsumer<String, String> leftOut)
      throws IOException {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int label = 0; label < 10; label++) {
      Path one = folder.resolve(Integer.toString(label));
      if (Files.isDirectory(one)) {
        PictureFolder listed = PictureFolder.of(one, true);
        listed.leftOut().ifPresent(what -> leftOut.accept(one.toString(), "left out " + what));
        for (PictureFolder.Found found : listed.found()) {
          String name = folder.relativize(found.path()).toString();
          pictures.add(new LabelledPicture(name, source(found), label, LabelFile.NO_GROUP));
        }
      }
    }
    long others = others(folder);
    if (others > 0 && !pictures.isEmpty()) {
      leftOut.accept(
          folder.toString(),
          "left out %d picture%s in no folder named 0 to 9"
              .formatted(others, others == 1 ? "" : "s"));
    }
    if (pictures.isEmpty()) {
      throw new IOException(
          folder + " has no pictures in folders named 0 to 9; a list is given as its CSV file.");
    }
    return pictures;
  }

  /** How many pictures have no label, since they lie elsewhere. */
  private static long others(Path folder) throws IOException {
    long others = PictureFolder.of(folder, false).found().size();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        String name = child.getFileName().toString();
        if (!name.matches("[0-9]|[.].*") && Files.isReadable(child)) {
          others += PictureFolder.of(child, true).found().size();
        }
      }
    }
    return others;
  }

  private static PictureSource source(PictureFolder.Found found) {
    if (found.problem().isEmpty()) {
      return new CountedSource(PictureSource.of(found.path()));
    }
    return () -> {
      throw new IOException(found.problem().get());
    };
  }
}
