package io.github.mnistfit.ink;

import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ink of one digit in a view: the largest connected component of the pixels that are probably a
 * digit's, and those that belong to it.
 *
 * @param view where it was found
 * @param box around it, in the view's pixels
 * @param ink a picture as large as the view, 0 (paper) to 255 (ink); each pixel is as dark as it is
 *     probably ink
 */
public record DigitInk(InkView view, InkBox box, GreyImage ink) {
  /** Numbers that say what belongs to a digit. */
  private static final class Tuned {
    /** What is more probable is ink; the natural threshold, not tuned. */
    private static final float PROBABLE = 0.5f;

    /** Fewer pixels are no digit: a 1 of a tenth of the view has more. 6 to 20. */
    private static final int LEAST = 10;

    /**
     * The share of the main component's pixels that another needs to belong to it. 0.03 to 0.15.
     */
    private static final double PART = 0.06;

    /** How far it may be, of the main component's longer side. 0.15 to 0.5. */
    private static final double NEAR = 0.35;

    /** What is fainter, of 255, is left out: it isn't seen. */
    private static final int FAINTEST = 20;

    private Tuned() {}
  }

  private static final int SIDE = InkImage.SIDE;

  /** Connected pixels. */
  private record Component(List<Integer> pixels, InkBox box) {}

  /**
   * The digit in a map.
   *
   * @param view whose pixels the map tells
   * @return empty if there is none
   */
  public static Optional<DigitInk> of(InkView view, InkMap map) {
    float[] probabilities = map.probabilities(InkClass.DIGIT);
    List<Component> components = components(probabilities);
    Optional<Component> largest =
        components.stream().reduce((a, b) -> b.pixels().size() > a.pixels().size() ? b : a);
    if (largest.isEmpty() || largest.get().pixels().size() < Tuned.LEAST) {
      return Optional.empty();
    }
    Component main = largest.get();
    var kept = new boolean[InkImage.PIXELS];
    InkBox box = main.box();
    for (Component component : components) {
      if (belongs(component, main)) {
        component.pixels().forEach(pixel -> kept[pixel] = true);
        box = box.with(component.box());
      }
    }
    return Optional.of(new DigitInk(view, box, ink(probabilities, kept)));
  }

  private static boolean belongs(Component component, Component main) {
    return component.pixels().size() >= Tuned.PART * main.pixels().size()
        && component.box().distance(main.box()) <= Tuned.NEAR * main.box().longerSide();
  }

  /** Eight-connected components. */
  private static List<Component> components(float[] probabilities) {
    List<Component> components = new ArrayList<>();
    var seen = new boolean[InkImage.PIXELS];
    for (int at = 0; at < InkImage.PIXELS; at++) {
      if (!seen[at] && probabilities[at] > Tuned.PROBABLE) {
        components.add(component(at, probabilities, seen));
      }
    }
    return components;
  }

  private static Component component(int first, float[] probabilities, boolean[] seen) {
    List<Integer> pixels = new ArrayList<>(List.of(first));
    seen[first] = true;
    InkBox box = boxOf(first);
    for (int i = 0; i < pixels.size(); i++) {
      int at = pixels.get(i);
      box = box.with(boxOf(at));
      for (int row = Math.max(0, at / SIDE - 1); row <= Math.min(SIDE - 1, at / SIDE + 1); row++) {
        for (int c = Math.max(0, at % SIDE - 1); c <= Math.min(SIDE - 1, at % SIDE + 1); c++) {
          int next = row * SIDE + c;
          if (!seen[next] && probabilities[next] > Tuned.PROBABLE) {
            seen[next] = true;
            pixels.add(next);
          }
        }
      }
    }
    return new Component(pixels, box);
  }

  private static InkBox boxOf(int pixel) {
    int column = pixel % SIDE;
    int row = pixel / SIDE;
    return new InkBox(column, row, column + 1, row + 1);
  }

  /** The probabilities of what is kept and of the pixels that touch it: soft edges stay soft. */
  private static GreyImage ink(float[] probabilities, boolean[] kept) {
    byte[] ink = new byte[InkImage.PIXELS];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int level = Math.round(255 * probabilities[row * SIDE + column]);
        if (level >= Tuned.FAINTEST && touches(kept, row, column)) {
          ink[row * SIDE + column] = (byte) level;
        }
      }
    }
    return new GreyImage(SIDE, SIDE, ink);
  }

  private static boolean touches(boolean[] kept, int row, int column) {
    for (int r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++) {
        if (kept[r * SIDE + c]) {
          return true;
        }
      }
    }
    return false;
  }
}
