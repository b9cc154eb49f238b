import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Reads the pictures of a folder with OpenCV, on all processors, and nothing else. */
final class ReadOnly {
  private ReadOnly() {}

  public static void main(String[] arguments) throws Exception {
    System.loadLibrary(Core.NATIVE_LIBRARY_NAME);
    Core.setNumThreads(0);
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(arguments[0]))) {
      files = listed.sorted().toList();
    }
    long pixels = files.parallelStream().mapToLong(ReadOnly::pixels).sum();
    System.out.println(pixels);
  }

  private static long pixels(Path file) {
    try {
      var bytes = new MatOfByte(Files.readAllBytes(file));
      Mat picture = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
      long pixels = picture.total();
      picture.release();
      bytes.release();
      return pixels;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
