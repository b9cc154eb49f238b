package io.github.mnistfit.training;

import io.github.mnistfit.io.Sha256;
import io.github.mnistfit.mnist.LabelledImage;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a network is asked about when pictures are read, digits and what is none: hypotheses of
 * drawn pictures, labelled by what was drawn.
 *
 * @param training those to learn from
 * @param validation those to measure on, of digits that nothing is learnt from
 * @param fit the name of the fit that brought the pictures to MNIST's form; empty if there are none
 */
public record HardExamples(
    List<LabelledImage> training, List<LabelledImage> validation, Optional<String> fit) {
  /** None at all. */
  public static final HardExamples NONE = new HardExamples(List.of(), List.of(), Optional.empty());

  /** Copies the lists. */
  public HardExamples {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /** SHA-256 of all images and labels, in hexadecimal. */
  public String checksum() {
    MessageDigest digest = Sha256.digest();
    for (List<LabelledImage> part : List.of(training, validation)) {
      for (LabelledImage image : part) {
        digest.update((byte) image.label());
        digest.update(image.image().pixels());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
