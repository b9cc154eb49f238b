package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.training.scenes.Condition.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws parts of pages with numbers: rows that rise and bend, marks between the digits, words, what
 * is printed there, or nothing at all. The same images and random numbers give the same scene.
 */
public final class PageSceneGenerator implements SceneSource {
  /** How often a border of the page is in the picture, and goes on outward. */
  private static final double CONTINUED = 0.15;

  /** How often there is a second kind of furniture. */
  private static final double SECOND_FURNITURE = 0.2;

  /**
   * By how many octaves the contrast that the network is told may differ from the ink's: pale
   * pencil beside black print, or grain where the ink is.
   */
  private static final Range CONTRAST = Range.of(-1.3, 2.2);

  /** The least contrast that a page is told to have, of 1. */
  private static final double LEAST_CONTRAST = 0.015;

  /** How often a condition is the plainest of its kind, beside what its weight says. */
  private static final double PLAIN = 0.35;

  private final Writing writing;

  /**
   * Draws digits from the skeletons of images, and some of its own.
   *
   * @param images MNIST's, at least one, each of a digit
   */
  public PageSceneGenerator(List<LabelledImage> images) {
    writing = new Writing(images, Writing.Numbers.STANDARD);
  }

  @Override
  public Scene any(SplittableRandom random) {
    var chance = new Chance(random);
    var sketch = new Sketch(chance);
    sketch.isPage = true;
    Condition pen = condition(Kind.PEN, chance);
    new PageWriting(sketch, writing).write(pen);
    var furniture = new Furniture(sketch, writing);
    furniture.draw(condition(Kind.FURNITURE, chance));
    if (chance.happens(SECOND_FURNITURE)) {
      furniture.draw(condition(Kind.FURNITURE, chance));
    }
    new Surfaces(sketch).lay(condition(Kind.SURFACE, chance), pen);
    double contrast =
        Math.abs(sketch.surface.values()[0] - sketch.inkColour) * Math.pow(2, chance.in(CONTRAST));
    new Lighting(sketch).light(condition(Kind.LIGHT, chance));
    contrast *= median(sketch.light.values());
    Plane picture = SceneGenerator.photograph(sketch, condition(Kind.CAPTURE, chance));
    if (chance.happens(CONTINUED)) {
      new Continuation(sketch, picture).apply();
    }
    float[] grey = picture.values();
    return new Scene(
        picture,
        sketch,
        InkImage.relative(grey, median(grey), (float) Math.max(LEAST_CONTRAST, contrast)));
  }

  private static Condition condition(Kind kind, Chance chance) {
    Condition any = Condition.any(kind, chance);
    // A neighbour is a digit like the others here.
    return any == Condition.NEIGHBOURS || chance.happens(PLAIN) ? Condition.of(kind).get(0) : any;
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
