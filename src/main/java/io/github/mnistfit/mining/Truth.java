package io.github.mnistfit.mining;

import io.github.mnistfit.fit.CleanInk;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.training.scenes.DrawnDigit;
import io.github.mnistfit.training.scenes.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was drawn in a scene, and whether a hypothesis shows a digit of it. */
final class Truth {
  /** From this similarity on, a hypothesis shows the digit. */
  private static final double LIKE = 0.85;

  /** Below this one it doesn't; what lies between teaches nothing. */
  private static final double UNLIKE = 0.6;

  /** Boxes that share this much of what both cover are of the same digit. */
  private static final double SAME_PLACE = 0.7;

  /** Boxes that share less are of something else: half a digit, or two. */
  private static final double OTHER_PLACE = 0.45;

  private final Optional<Drawn> subject;
  private final List<Drawn> all;

  /**
   * One digit.
   *
   * @param ideal its ink alone, in MNIST's form
   */
  private record Drawn(int label, Box box, boolean isWhole, MnistImage ideal) {}

  /**
   * A truth.
   *
   * @param subject what a scene of one digit is about
   * @param all other digits
   */
  private Truth(Optional<Drawn> subject, List<Drawn> all) {
    this.subject = subject;
    this.all = all;
  }

  /** Of a scene of one digit, or of a page. */
  static Truth of(Scene scene) {
    Optional<Drawn> subject = Optional.empty();
    if (scene.label() != Scene.NO_DIGIT) {
      GreyImage ink = scene.ink();
      var everywhere = new Box(0, 0, ink.width(), ink.height());
      subject = CleanInk.fit(ink).map(ideal -> new Drawn(scene.label(), everywhere, true, ideal));
    }
    List<Drawn> all = new ArrayList<>();
    for (DrawnDigit digit : scene.digits()) {
      CleanInk.fit(digit.ink())
          .ifPresent(
              ideal -> all.add(new Drawn(digit.label(), digit.box(), digit.isWhole(), ideal)));
    }
    return new Truth(subject, all);
  }

  /**
   * The label of a hypothesis of the digit that the scene is about; empty if that can't be told, or
   * if it shows one of those beside it.
   */
  Optional<LabelledImage> label(MnistImage image) {
    Optional<LabelledImage> label =
        subject.map(drawn -> compared(image, drawn)).orElseGet(() -> nonDigit(image));
    return label.filter(l -> l.label() != LabelledImage.NO_DIGIT || !isBesideIt(image));
  }

  private boolean isBesideIt(MnistImage image) {
    return all.stream().anyMatch(drawn -> Similarity.of(image, drawn.ideal()) >= UNLIKE);
  }

  /**
   * The label of a glyph.
   *
   * @param box where it was found, in the scene's pixels
   */
  Optional<LabelledImage> label(MnistImage image, Box box) {
    Drawn nearest = null;
    double most = 0;
    for (Drawn drawn : all) {
      double shared = shared(box, drawn.box());
      if (shared > most) {
        most = shared;
        nearest = drawn;
      }
    }
    if (nearest == null) {
      return nonDigit(image);
    }
    if (most >= SAME_PLACE && nearest.isWhole()) {
      return compared(image, nearest);
    }
    boolean isOther =
        most < OTHER_PLACE && nearest.isWhole() && Similarity.of(image, nearest.ideal()) < UNLIKE;
    return isOther ? nonDigit(image) : Optional.empty();
  }

  private static Optional<LabelledImage> compared(MnistImage image, Drawn drawn) {
    double similarity = Similarity.of(image, drawn.ideal());
    if (similarity >= LIKE) {
      return Optional.of(new LabelledImage(image, drawn.label()));
    }
    return similarity < UNLIKE ? nonDigit(image) : Optional.empty();
  }

  private static Optional<LabelledImage> nonDigit(MnistImage image) {
    return Optional.of(new LabelledImage(image, LabelledImage.NO_DIGIT));
  }

  /** What both cover, of what either covers. */
  private static double shared(Box a, Box b) {
    double width =
        Math.min(a.left() + a.width(), b.left() + b.width()) - Math.max(a.left(), b.left());
    double height =
        Math.min(a.top() + a.height(), b.top() + b.height()) - Math.max(a.top(), b.top());
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double both = width * height;
    return both / ((double) a.width() * a.height() + (double) b.width() * b.height() - both);
  }
}
