package io.github.mnistfit.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.fitter.CountedSource;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.io.FileNames;
import io.github.mnistfit.mnist.LabelledImage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture and the digit that it shows.
 *
 * @param name its path as it is listed, or its number among MNIST's images
 * @param source where its bytes are
 * @param label the digit, 0 to 9
 * @param group the group that it belongs to
 */
public record LabelledPicture(String name, PictureSource source, int label, String group) {
  /** One of MNIST's images as a picture file, of the group {@code mnist}. */
  public static LabelledPicture ofMnist(int number, LabelledImage image) {
    return new LabelledPicture(
        Integer.toString(number), PictureSource.of(image.image()), image.label(), "mnist");
  }

  /**
   * Whether an answer is the digit that the picture shows.
   *
   * @param minConfidence an answer of less confidence is none
   */
  public boolean isReadRight(Answer answer, double minConfidence) {
    return answer instanceof Answer.Read read
        && read.prediction().digit() == label
        && read.prediction().confidence() >= minConfidence;
  }

  /** Where it lies, for messages: unlike its name, not only from where its list lies. */
  public String place() {
    return file().map(file -> FileNames.of(file) + source.pageMark()).orElse(name);
  }

  /** The file that it is in, if it is known to be in one. */
  public Optional<Path> file() {
    return source.file();
  }

  /** How many pages or frames its file has, once it was read; only the first counts. */
  public int frames() {
    return CountedSource.frames(source);
  }
}
