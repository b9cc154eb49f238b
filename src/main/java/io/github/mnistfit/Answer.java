package io.github.mnistfit;

import io.github.mnistfit.mnist.MnistImage;
import java.util.List;
import java.util.OptionalInt;

/** What is answered for one picture: every picture gets exactly one. */
public sealed interface Answer {
  /**
   * The digit, from 0 to 9. Empty where the command line prints {@code ?}, or nothing: there is no
   * digit, none of which the network is sure enough, or no picture that can be read.
   */
  default OptionalInt digit() {
    return OptionalInt.empty();
  }

  /**
   * The network has read the picture.
   *
   * @param image the picture as it was fitted to MNIST; of several hypotheses, the one that is most
   *     surely the answer's digit
   * @param prediction what the network says of it, sure or not, or of all hypotheses together
   * @param rejectionThreshold the confidence, in [0, 1], under which a digit isn't told: the model
   *     chose it on its validation set
   * @param hypotheses all that were compared, the one with this image among them; empty if the
   *     first was sure enough, and no other was made
   */
  record Read(
      MnistImage image,
      Prediction prediction,
      double rejectionThreshold,
      List<Hypothesis> hypotheses)
      implements Answer {
    /** Copies the hypotheses. */
    public Read {
      hypotheses = List.copyOf(hypotheses);
    }

    /** The most probable digit, if its confidence reaches the rejection threshold. */
    @Override
    public OptionalInt digit() {
      return prediction.confidence() < rejectionThreshold
          ? OptionalInt.empty()
          : OptionalInt.of(prediction.digit());
    }

    /** Whether a hypothesis is the one whose image this is. */
    public boolean isChosen(Hypothesis hypothesis) {
      return hypothesis.image().equals(image);
    }
  }

  /**
   * Nothing in the picture looks like one digit.
   *
   * @param reason why, in a few lower-case words
   */
  record NoDigit(String reason) implements Answer {
    /** There are several, of which none is the picture's. */
    public static final NoDigit OF_SEVERAL = new NoDigit("several digits");
  }

  /**
   * The picture can't be read.
   *
   * @param reason why, in a few lower-case words
   * @param isTransient whether the picture has no part in it: another time it may be read
   */
  record Unreadable(String reason, boolean isTransient) implements Answer {
    /** It is the picture's own fault. */
    public Unreadable(String reason) {
      this(reason, false);
    }
  }
}
