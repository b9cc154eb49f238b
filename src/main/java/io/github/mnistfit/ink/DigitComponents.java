package io.github.mnistfit.ink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Finds the connected components that make the digit: the one that is most likely a digit's, and
 * those near it, as the bar of a 5. Specks, edges of the page and other writing are left.
 */
public final class DigitComponents {
  private static final DigitConfig CONFIG = DigitConfig.STANDARD;

  private final NormalizedPicture picture;
  private final int columns;
  private final int rows;
  private final List<Component> all;

  /** Those with the most ink, in the order of all: each of them may be compared with each. */
  private final List<Component> components;

  /** Of those that were looked at, whether they are frames. */
  private final Map<Component, Boolean> frames = new HashMap<>();

  private long comparisons;

  DigitComponents(NormalizedPicture picture) {
    this.picture = picture;
    this.columns = picture.mat().cols();
    this.rows = picture.mat().rows();
    this.all = picture.components();
    this.components = largest(all);
  }

  private static List<Component> largest(List<Component> all) {
    if (all.size() <= CONFIG.bounds().components()) {
      return all;
    }
    double least =
        all.stream()
            .mapToDouble(Component::ink)
            .sorted()
            .skip(all.size() - CONFIG.bounds().components())
            .findFirst()
            .orElseThrow();
    // Of many that are alike, the first: a picture of them has no digit.
    return all.stream()
        .filter(component -> component.ink() >= least)
        .limit(CONFIG.bounds().components())
        .toList();
  }

  /** How often components were compared so far. */
  long comparisons() {
    return comparisons;
  }

  /**
   * Marks the digit.
   *
   * @return 255 where the digit's ink is, else 0; empty if there is no ink
   */
  public static Mat mask(NormalizedPicture picture) {
    if (picture.isBlack()) {
      return new Mat();
    }
    return new DigitComponents(picture).digit();
  }

  /** The digit's mask; empty if there is no ink, or what stands out most is none. */
  Mat digit() {
    if (components.isEmpty()) {
      return new Mat();
    }
    List<Component> candidates = new ArrayList<>(all);
    Component main = likeliest(candidates);
    for (int frame = 0; isFrame(main); frame++) { // What is inside is left.
      if (frame == CONFIG.bounds().frames()) {
        return new Mat();
      }
      candidates.remove(main);
      main = likeliest(candidates);
    }
    if (isShadow(main)) { // What lies apart from it, and is darker, is left.
      double ink = CONFIG.shadow().contrast() * main.meanInk();
      candidates.removeIf(other -> other.borderContact() > 0 || other.meanInk() < ink);
      if (candidates.isEmpty()) {
        return new Mat();
      }
      main = likeliest(candidates);
    }
    return isNoise(main, candidates) ? new Mat() : mask(grown(main));
  }

  private Component likeliest(List<Component> candidates) {
    comparisons += candidates.size();
    return Collections.max(candidates, Comparator.comparingDouble(this::likelihood));
  }

  /** Much ink, in the middle, and not along the border. */
  private double likelihood(Component component) {
    double x = component.centreX() / columns - 0.5;
    double y = component.centreY() / rows - 0.5;
    return component.ink()
        * Math.max(0.02, 1 - component.alongBorder())
        * Math.exp(-2 * (x * x + y * y));
  }

  /** Whether it lies along the border and is pale. */
  private boolean isShadow(Component component) {
    DigitConfig.Shadow shadow = CONFIG.shadow();
    return shadow.side().matches(component)
        || (shadow.corner().matches(component)
            && component.area() <= shadow.largest() * rows * columns);
  }

  private boolean isNoise(Component component, List<Component> candidates) {
    DigitConfig.Noise noise = CONFIG.noise();
    PaperLevel paper = picture.paper();
    double share = component.ink() / candidates.stream().mapToDouble(Component::ink).sum();
    boolean unclear = component.meanInk() - paper.level() < noise.deviations() * paper.deviation();
    boolean pale = component.meanInk() <= CONFIG.shadow().side().densest();
    return (unclear && share < noise.mostInk())
        || (candidates.size() >= noise.components() && pale && share < noise.mostPaleInk());
  }

  /** Whether it has four corners, and something as high as a digit inside. */
  private boolean isFrame(Component component) {
    return frames.computeIfAbsent(component, this::measureFrame);
  }

  private boolean measureFrame(Component component) {
    comparisons += components.size();
    Rect box = component.box();
    int width = Math.max(1, (int) (CONFIG.frame().corner() * box.width));
    int height = Math.max(1, (int) (CONFIG.frame().corner() * box.height));
    int right = component.right() - width;
    int bottom = component.bottom() - height;
    return component.isAroundAny(components, CONFIG.frame().inside())
        && isInked(component, new Rect(box.x, box.y, width, height))
        && isInked(component, new Rect(right, box.y, width, height))
        && isInked(component, new Rect(box.x, bottom, width, height))
        && isInked(component, new Rect(right, bottom, width, height));
  }

  private static boolean isInked(Component component, Rect part) {
    return component.runs().stream()
        .anyMatch(
            run ->
                run.row() >= part.y
                    && run.row() < part.y + part.height
                    && run.from() < part.x + part.width
                    && run.to() > part.x);
  }

  /** The main component with all that belongs to it, or to what belongs to it. */
  private Set<Component> grown(Component main) {
    Set<Component> kept = new HashSet<>(List.of(main));
    Rect box = main.box();
    boolean growing = true;
    while (growing) {
      growing = false;
      comparisons += components.size();
      for (Component other : components) {
        if (!kept.contains(other)
            && (isPart(other, main, box) || isNeighbour(other, main, box))
            && !isFrame(other)) {
          kept.add(other);
          box = Component.union(box, other.box());
          growing = true;
        }
      }
    }
    return kept;
  }

  private static boolean isPart(Component other, Component main, Rect box) {
    return other.ink() >= CONFIG.part().leastInk() * main.ink()
        && (other.borderContact() == 0 || main.borderContact() > 0)
        && other.gapTo(box) <= CONFIG.part().gap() * Math.max(main.size(), other.size());
  }

  private static boolean isNeighbour(Component other, Component main, Rect box) {
    DigitConfig.Neighbour neighbour = CONFIG.neighbour();
    int height = other.box().height;
    int mainHeight = main.box().height;
    return other.borderContact() == 0
        && other.ink() >= neighbour.leastInk() * main.ink()
        && height >= neighbour.height() * mainHeight
        && height <= mainHeight / neighbour.height()
        && other.commonRows(box) >= neighbour.height() * height
        && other.horizontalGapTo(box) <= neighbour.gap() * mainHeight;
  }

  private Mat mask(Set<Component> kept) {
    byte[] mask = new byte[rows * columns];
    for (Component component : kept) {
      for (PixelRun run : component.runs()) {
        int start = run.row() * columns;
        Arrays.fill(mask, start + run.from(), start + run.to(), (byte) 255);
      }
    }
    var mat = new Mat(rows, columns, CvType.CV_8UC1);
    mat.put(0, 0, mask);
    return mat;
  }
}
