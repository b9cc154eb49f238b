package io.github.mnistfit.ink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Rect;

/** Ink that belongs together: connected, or cut from what is. */
public final class Component {
  private final Rect box;
  private final boolean[] mask;
  private final int contact;

  /**
   * Makes a piece; the mask isn't copied.
   *
   * @param box its bounding box
   * @param mask whether each of the box's pixels is its ink, row by row
   * @param contact how many of its pixels lie on the picture's border
   */
  private Component(Rect box, boolean[] mask, int contact) {
    this.box = box;
    this.mask = mask;
    this.contact = contact;
  }

  /**
   * The pieces of a picture.
   *
   * @param connected the runs of each
   * @param smallest pieces whose longer side is shorter, in pixels, are left out
   * @param columns the picture's width
   * @param rows its height
   */
  public static List<Component> of(
      List<List<PixelRun>> connected, int smallest, int columns, int rows) {
    List<Component> pieces = new ArrayList<>();
    for (List<PixelRun> runs : connected) {
      Rect box = PixelRun.box(runs);
      if (Math.max(box.width, box.height) >= smallest) {
        boolean[] mask = new boolean[box.width * box.height];
        int contact = 0;
        for (PixelRun run : runs) {
          int start = (run.row() - box.y) * box.width - box.x;
          Arrays.fill(mask, start + run.from(), start + run.to(), true);
          contact += run.contact(columns, rows);
        }
        pieces.add(new Component(box, mask, contact));
      }
    }
    return pieces;
  }

  /** The part of a piece that a condition holds for, in its own smaller box; null if none is. */
  public static Component part(Component whole, boolean[] kept) {
    Rect box = whole.box;
    int left = box.width;
    int right = -1;
    int top = box.height;
    int bottom = -1;
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        left = Math.min(left, i % box.width);
        right = Math.max(right, i % box.width);
        top = Math.min(top, i / box.width);
        bottom = i / box.width;
      }
    }
    if (right < 0) {
      return null;
    }
    var smaller = new Rect(box.x + left, box.y + top, right - left + 1, bottom - top + 1);
    boolean[] mask = new boolean[smaller.width * smaller.height];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = kept[(top + i / smaller.width) * box.width + left + i % smaller.width];
    }
    return new Component(smaller, mask, 0);
  }

  /** Rows for columns. */
  public Component transposed() {
    boolean[] turned = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      turned[i % box.width * box.height + i / box.width] = mask[i];
    }
    return new Component(new Rect(box.y, box.x, box.height, box.width), turned, contact);
  }

  /** The bounding box. */
  public Rect box() {
    return box;
  }

  /** How many of its pixels lie on the picture's border. */
  public int contact() {
    return contact;
  }

  /** Whether a pixel of the box is its ink; counted row by row. */
  public boolean inkAt(int index) {
    return mask[index];
  }

  public boolean inkAt(int column, int row) {
    return mask[row * box.width + column];
  }

  /** How many pixels of ink it has. */
  public int area() {
    int area = 0;
    for (boolean inked : mask) {
      area += inked ? 1 : 0;
    }
    return area;
  }

  public double centreX() {
    return box.x + box.width / 2.0;
  }

  public double centreY() {
    return box.y + box.height / 2.0;
  }

  public int right() {
    return box.x + box.width;
  }

  public int bottom() {
    return box.y + box.height;
  }

  public int size() {
    return Math.max(box.width, box.height);
  }

  /** The box around several. */
  public static Rect around(List<Component> pieces) {
    int left = pieces.stream().mapToInt(p -> p.box.x).min().orElseThrow();
    int top = pieces.stream().mapToInt(p -> p.box.y).min().orElseThrow();
    int right = pieces.stream().mapToInt(Component::right).max().orElseThrow();
    int bottom = pieces.stream().mapToInt(Component::bottom).max().orElseThrow();
    return new Rect(left, top, right - left, bottom - top);
  }
}
