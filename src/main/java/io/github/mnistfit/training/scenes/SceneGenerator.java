package io.github.mnistfit.training.scenes;

import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.training.scenes.Condition.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws scenes. The same images, seed and conditions give the same scene. May be used by several
 * threads at once.
 */
public final class SceneGenerator implements SceneSource {
  /** How often a training scene has a second kind of furniture. */
  private static final double SECOND_FURNITURE = 0.25;

  /** How often the borders are continued outward, as those of a picture that isn't square are. */
  private static final double CONTINUED = 0.5;

  private final Writing writing;

  /**
   * Draws digits from the skeletons of images, and some of its own.
   *
   * @param images MNIST's, at least one, each of a digit
   */
  public SceneGenerator(List<LabelledImage> images) {
    writing = new Writing(images, Writing.Numbers.STANDARD);
  }

  /** A scene as they come in training, of conditions of all kinds. */
  @Override
  public Scene any(SplittableRandom random) {
    var chance = new Chance(random);
    Map<Kind, Condition> conditions = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      conditions.put(kind, Condition.any(kind, chance));
    }
    Condition second =
        chance.happens(SECOND_FURNITURE)
            ? Condition.any(Kind.FURNITURE, chance)
            : Condition.NO_FURNITURE;
    return draw(conditions, second, chance);
  }

  /**
   * A scene of given conditions; of each kind that none is of, it has the plainest.
   *
   * @param given at most one of a kind
   */
  public Scene draw(Collection<Condition> given, SplittableRandom random) {
    Map<Kind, Condition> conditions = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      conditions.put(kind, Condition.of(kind).get(0));
    }
    given.forEach(condition -> conditions.put(condition.kind(), condition));
    return draw(conditions, Condition.NO_FURNITURE, new Chance(random));
  }

  private Scene draw(Map<Kind, Condition> conditions, Condition second, Chance chance) {
    var sketch = new Sketch(chance);
    Condition pen = conditions.get(Kind.PEN);
    writing.write(conditions.get(Kind.HAND), conditions.get(Kind.SIZE), pen, sketch);
    var furniture = new Furniture(sketch, writing);
    furniture.draw(conditions.get(Kind.HAND));
    furniture.draw(conditions.get(Kind.FURNITURE));
    furniture.draw(second);
    new Surfaces(sketch).lay(conditions.get(Kind.SURFACE), pen);
    new Lighting(sketch).light(conditions.get(Kind.LIGHT));
    Plane picture = photograph(sketch, conditions.get(Kind.CAPTURE));
    if (chance.happens(CONTINUED)) {
      new Continuation(sketch, picture).apply();
    }
    return new Scene(picture, sketch);
  }

  /** Takes a picture of what lies on the surface; each pixel then belongs to one thing. */
  static Plane photograph(Sketch sketch, Condition capture) {
    Plane picture = lit(sketch);
    new Capture(sketch, picture).take(capture);
    separate(sketch);
    return picture;
  }

  /** The surface with all ink on it, in its light. */
  private static Plane lit(Sketch sketch) {
    Plane ink = sketch.penInk.copy();
    if (sketch.chance.happens(0.5)) {
      ink.max(sketch.otherInk);
    } else {
      ink.layOver(sketch.otherInk, 1);
    }
    ink.clamp(0, 1.05);
    Plane picture = sketch.surface.copy();
    picture.cover(ink, Plane.of(sketch.inkColour));
    picture.multiply(sketch.light);
    return picture;
  }

  /** Where the digit crosses something else, the pixel is the digit's. */
  private static void separate(Sketch sketch) {
    float[] digit = sketch.digit.values();
    float[] mark = sketch.mark.values();
    float[] other = sketch.other.values();
    for (int i = 0; i < Plane.PIXELS; i++) {
      mark[i] = Math.min(mark[i], 1 - digit[i]);
      other[i] = Math.min(other[i], 1 - digit[i] - mark[i]);
    }
  }
}
