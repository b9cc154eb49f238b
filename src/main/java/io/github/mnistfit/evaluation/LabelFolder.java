package io.github.mnistfit.evaluation;

import io.github.mnistfit.fitter.CountedSource;
import io.github.mnistfit.fitter.PictureFolder;
import io.github.mnistfit.fitter.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    if (pictures.isEmpty()) {
      throw new IOException(
          folder
              + " has no pictures in folders named 0 to 9. For a list of pictures, name its CSV file.");
    }
    long others = 0;
    for (Map.Entry<Path, PictureFolder> one : elsewhere(folder).entrySet()) {
      one.getValue()
          .leftOut()
          .ifPresent(what -> leftOut.accept(one.getKey().toString(), "left out " + what));
      for (PictureFolder.Found found : one.getValue().found()) {
        if (found.problem().isPresent()) {
          leftOut.accept(found.path().toString(), found.problem().get());
        } else {
          others++;
        }
      }
    }
    if (others > 0) {
      leftOut.accept(
          folder.toString(),
          "left out %d picture%s in no folder named 0 to 9"
              .formatted(others, others == 1 ? "" : "s"));
    }
    return pictures;
  }

  /** The folder itself and those in it that are no label: what lies there has none either. */
  private static Map<Path, PictureFolder> elsewhere(Path folder) throws IOException {
    Map<Path, PictureFolder> folders = new TreeMap<>();
    folders.put(folder, PictureFolder.of(folder, false));
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        if (!child.getFileName().toString().matches("[0-9]|[.].*")) {
          folders.put(child, PictureFolder.of(child, true));
        }
      }
    }
    return folders;
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
