package io.github.mnistfit.numbers;

/**
 * What may still be spent on a page's glyphs: their number; the pixels in which they lie, since a
 * few hundred large ones that overlap are as much work as thousands of small ones; and the pixels
 * in which seams are looked for to cut them apart. Used by one thread.
 */
public final class GlyphBudget {
  private long glyphs;
  private long pixels;
  private long seamPixels;

  /**
   * Nothing is spent yet.
   *
   * @param glyphs how many
   * @param pixels of their boxes, all together
   * @param seamPixels of the strips in which seams run, all together
   */
  public GlyphBudget(long glyphs, long pixels, long seamPixels) {
    this.glyphs = glyphs;
    this.pixels = pixels;
    this.seamPixels = seamPixels;
  }

  /**
   * Spends what a glyph takes.
   *
   * @param size of its box, in pixels
   * @return whether there was as much: otherwise it isn't to be fitted
   */
  boolean spend(long size) {
    if (!isSpent()) {
      glyphs--;
      pixels -= size;
    }
    return !isSpent();
  }

  /**
   * Spends what it takes to cut a component.
   *
   * @param size of all its seams' strips, in pixels
   * @return whether there was as much: otherwise it isn't to be cut
   */
  boolean spendOnSeams(long size) {
    if (!isSpent()) {
      seamPixels -= size;
    }
    return !isSpent();
  }

  /** How many pixels are left, or by how many it was overspent: by those of one glyph at most. */
  long pixels() {
    return pixels;
  }

  /** Whether something was asked for that there wasn't: what was found is not all. */
  public boolean isSpent() {
    return glyphs < 0 || pixels < 0 || seamPixels < 0;
  }
}
