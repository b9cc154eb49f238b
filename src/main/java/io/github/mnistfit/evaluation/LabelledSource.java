package io.github.mnistfit.evaluation;

import io.github.mnistfit.Answer;
import io.github.mnistfit.cli.Thumbnailed;
import io.github.mnistfit.image.Decoding;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureSource;
import io.github.mnistfit.mnist.LabelledImage;
import java.io.IOException;
import java.util.Optional;

/**
 * A picture to be measured on.
 *
 * @param name its path, or its number among MNIST's test images
 * @param group the group that it belongs to
 * @param label the digit that it shows
 * @param source where its pixels are
 */
public record LabelledSource(String name, String group, int label, PictureSource source)
    implements PictureSource {
  public static LabelledSource of(LabelledPicture picture) {
    return new LabelledSource(
        picture.path(), picture.group(), picture.label(), PictureSource.of(picture.file()));
  }

  public static LabelledSource ofMnist(int number, LabelledImage image) {
    return new LabelledSource(
        Integer.toString(number), "mnist", image.label(), mode -> Picture.of(image.image()));
  }

  /** Whether an answer is the digit that the picture shows, however sure it is. */
  public boolean isReadRight(Answer answer) {
    return answer instanceof Answer.Read read && read.prediction().digit() == label;
  }

  /** The same, with a small picture of itself once it has been opened. */
  public LabelledSource thumbnailed() {
    return new LabelledSource(name, group, label, new Thumbnailed(source));
  }

  @Override
  public Optional<byte[]> thumbnail() {
    return source.thumbnail();
  }

  @Override
  public Picture open(Decoding decoding) throws IOException {
    return source.open(decoding);
  }
}
