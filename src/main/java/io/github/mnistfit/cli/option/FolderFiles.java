package io.github.mnistfit.cli.option;

import io.github.mnistfit.image.format.PictureFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Which files of a folder are meant when the folder is named. */
final class FolderFiles {
  private static final Set<String> PICTURE_ENDINGS =
      Set.of(
          "png", "jpg", "jpeg", "jpe", "jfif", "bmp", "dib", "pnm", "pbm", "pgm", "ppm", "webp",
          "tif", "tiff", "gif");

  /** As many bytes as tell every format. */
  private static final int BEGINNING = 16;

  private FolderFiles() {}

  /**
   * Whether a file is a picture by its name, or has a name that says nothing, or holds a picture
   * although its name says otherwise. A folder's labels.csv or README is nobody's damaged picture.
   */
  public static boolean maybePicture(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || PICTURE_ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
      return true;
    }
    try {
      // What the kernel makes up has no size, and reading it may never end.
      if (!Files.isRegularFile(file) || Files.size(file) == 0) {
        return false;
      }
      try (InputStream in = Files.newInputStream(file)) {
        return PictureFormat.of(in.readNBytes(BEGINNING)).isPresent();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
