package io.github.mnistfit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserPicturesTest {
  @Test
  void holdsOutAFifthOfEachDigit() {
    UserPictures split = UserPictures.split(pictures(100), 1);
    assertThat(split.validation()).hasSize(20);
    assertThat(split.validation().stream().collect(Collectors.groupingBy(LabelledImage::label)))
        .hasSize(10)
        .allSatisfy((label, images) -> assertThat(images).hasSize(2));
    assertThat(split.training()).hasSize(80).doesNotContainAnyElementsOf(split.validation());
  }

  @Test
  void measuresOnSomeAndLearnsFromSomeOfTheFewest() {
    UserPictures split = UserPictures.split(pictures(UserPictures.LEAST), 3);
    assertThat(split.validation()).hasSize(1);
    assertThat(split.training()).hasSize(UserPictures.LEAST - 1);
    assertThatThrownBy(() -> UserPictures.split(pictures(UserPictures.LEAST - 1), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSeedGivesTheSamePartsAndAnotherOneOthers() {
    assertThat(UserPictures.split(pictures(100), 1))
        .isEqualTo(UserPictures.split(pictures(100), 1));
    assertThat(UserPictures.split(pictures(100), 1).checksum())
        .isNotEqualTo(UserPictures.split(pictures(100), 2).checksum());
  }

  @Test
  void showsMnistBesideThem() {
    List<LabelledImage> mnist = new ArrayList<>(Collections.nCopies(30_000, image(0, 9)));
    UserPictures split = UserPictures.split(pictures(100), 1);
    List<LabelledImage> mixed = split.mixedWith(mnist, 1);
    long ofMnist = mixed.stream().filter(image -> image.equals(mnist.get(0))).count();
    assertThat(ofMnist).isEqualTo(10_000);
    assertThat(mixed).hasSize(10_000 + 50 * split.training().size());
    Set<LabelledImage> different = new HashSet<>(mixed);
    assertThat(different)
        .containsAll(split.training())
        .doesNotContainAnyElementsOf(split.validation());
  }

  private static List<LabelledImage> pictures(int number) {
    return IntStream.range(0, number).mapToObj(i -> image(i + 1, i % 10)).toList();
  }

  /** An image that holds a number. */
  private static LabelledImage image(int number, int label) {
    byte[] pixels = new byte[MnistImage.PIXELS];
    pixels[0] = (byte) number;
    pixels[1] = (byte) (number >> 8);
    return new LabelledImage(MnistImage.of(pixels), label);
  }
}
