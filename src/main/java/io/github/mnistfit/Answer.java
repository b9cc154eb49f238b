package io.github.mnistfit;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;

/** What is answered for one picture: every picture gets exactly one. */
public sealed interface Answer {
  /**
   * The network has read the picture.
   *
   * @param image the picture as it was fitted to MNIST
   * @param prediction what the network says of it
   * @param hypotheses all that were compared, the chosen one among them; empty if the first was
   *     sure enough, and no other was made
   */
  record Read(MnistImage image, Prediction prediction, List<Hypothesis> hypotheses)
      implements Answer {
    /** Copies the hypotheses. */
    public Read {
      hypotheses = List.copyOf(hypotheses);
    }

    /** An answer that was compared with no other. */
    public Read(MnistImage image, Prediction prediction) {
      this(image, prediction, List.of());
    }

    /** Whether a hypothesis is this answer. */
    public boolean isChosen(Hypothesis hypothesis) {
      return hypothesis.image().equals(image);
    }
  }

  /**
   * Nothing in the picture looks like one digit.
   *
   * @param reason why, in a few lower-case words
   */
  record NoDigit(String reason) implements Answer {}

  /**
   * The picture can't be read.
   *
   * @param reason why, in a few lower-case words
   */
  record Unreadable(String reason) implements Answer {}
}
