package io.github.mnistfit.ink;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.opencv.core.Rect;

/** A connected component of ink, or a part that was cut from one, with its measurements. */
public final class Component {
  private final List<PixelRun> runs;
  private final Rect box;
  private final int area;
  private final double ink;
  private final int borderContact;

  private Component(List<PixelRun> runs, NormalizedPicture picture) {
    int columns = picture.mat().cols();
    int rows = picture.mat().rows();
    int left = Integer.MAX_VALUE;
    int right = 0;
    long sum = 0;
    int contact = 0;
    for (PixelRun run : runs) {
      left = Math.min(left, run.from());
      right = Math.max(right, run.to());
      contact += run.borderContact(columns, rows);
      for (int i = run.row() * columns + run.from(); i < run.row() * columns + run.to(); i++) {
        sum += Byte.toUnsignedInt(picture.density()[i]);
      }
    }
    int top = runs.get(0).row();
    this.runs = runs;
    this.box = new Rect(left, top, right - left, runs.get(runs.size() - 1).row() - top + 1);
    this.area = PixelRun.area(runs);
    this.ink = sum;
    this.borderContact = contact;
  }

  /**
   * Measures a component.
   *
   * @param runs at least one, sorted by row; not copied
   * @param picture what it is part of
   */
  static Component of(List<PixelRun> runs, NormalizedPicture picture) {
    return new Component(runs, picture);
  }

  /**
   * Some of its pixels as a component of their own, connected or not.
   *
   * @param kept those of {@link #pixels} that are taken; at least one
   * @param picture what it is part of
   */
  public Component part(BitSet kept, NormalizedPicture picture) {
    List<PixelRun> parts = new ArrayList<>();
    int to;
    for (int from = kept.nextSetBit(0); from >= 0; from = kept.nextSetBit(to)) {
      int row = from / box.width;
      int start = row * box.width;
      to = Math.min(kept.nextClearBit(from), start + box.width);
      parts.add(new PixelRun(box.y + row, box.x + from - start, box.x + to - start));
    }
    return new Component(parts, picture);
  }

  /** Its runs, from top to bottom. */
  public List<PixelRun> runs() {
    return runs;
  }

  /** The bounding box. */
  public Rect box() {
    return box;
  }

  /** How many pixels it has. */
  public int area() {
    return area;
  }

  /** The sum of its pixels' ink density. */
  public double ink() {
    return ink;
  }

  /** The mean density of its ink. */
  double meanInk() {
    return ink / area;
  }

  /** The share of its box that it fills. */
  public double extent() {
    return area / box.area();
  }

  /** How many of its pixels lie on the picture's border. */
  int borderContact() {
    return borderContact;
  }

  /** Its border contact, of its longer side: up to 1 along one border, more along several. */
  public double alongBorder() {
    return borderContact / (double) size();
  }

  /** The longer side of its box. */
  public int size() {
    return Math.max(box.width, box.height);
  }

  public double centreX() {
    return box.x + box.width / 2.0;
  }

  double centreY() {
    return box.y + box.height / 2.0;
  }

  public int right() {
    return box.x + box.width;
  }

  public int bottom() {
    return box.y + box.height;
  }

  /** Those pixels of its box that are its ink, counted row by row. */
  public BitSet pixels() {
    var pixels = new BitSet(box.width * box.height);
    for (PixelRun run : runs) {
      int start = (run.row() - box.y) * box.width - box.x;
      pixels.set(start + run.from(), start + run.to());
    }
    return pixels;
  }

  /**
   * Whether something lies within its box that is high enough to be a digit: then it may be a frame
   * around one.
   *
   * @param share how high, of its own height
   */
  public boolean isAroundAny(Collection<Component> others, double share) {
    return others.stream()
        .anyMatch(
            in ->
                in.box.height >= share * box.height
                    && in.box.x > box.x
                    && in.box.y > box.y
                    && in.right() < right()
                    && in.bottom() < bottom());
  }

  /**
   * The widest gap between a box and its own, sideways or upright; at most 0 where they overlap.
   */
  public int gapTo(Rect other) {
    return Math.max(
        horizontalGapTo(other),
        Math.max(box.y - (other.y + other.height), other.y - (box.y + box.height)));
  }

  /** The same, sideways only. */
  public int horizontalGapTo(Rect other) {
    return Math.max(box.x - (other.x + other.width), other.x - (box.x + box.width));
  }

  /** How many rows it has in common with a box; below 0 if there are some between. */
  public int commonRows(Rect other) {
    return Math.min(bottom(), other.y + other.height) - Math.max(box.y, other.y);
  }

  /** The box around several. */
  public static Rect boundingBox(Collection<Component> components) {
    return components.stream().map(Component::box).reduce(Component::union).orElseThrow();
  }

  /** The box around two. */
  public static Rect union(Rect a, Rect b) {
    int x = Math.min(a.x, b.x);
    int y = Math.min(a.y, b.y);
    int right = Math.max(a.x + a.width, b.x + b.width);
    int bottom = Math.max(a.y + a.height, b.y + b.height);
    return new Rect(x, y, right - x, bottom - y);
  }
}
