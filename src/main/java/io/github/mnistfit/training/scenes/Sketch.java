package io.github.mnistfit.training.scenes;

import java.util.ArrayList;
import java.util.List;

/**
 * A scene while it is being drawn, in layers. Masks say how much of a pixel is covered by the
 * digit, by marks or by other ink; inks say how strong what covers it is.
 */
final class Sketch {
  final Chance chance;

  /** Where the digit is, and its pen's width. */
  Frame frame = new Frame(0, 0, Plane.SIDE, Plane.SIDE);

  double pen = 1;

  /** The digit's strokes; none where there is no digit. */
  Glyph glyph = new Glyph(List.of());

  /** Whether there is a digit at all. */
  boolean hasDigit = true;

  /** The digit. */
  int label = Scene.NO_DIGIT;

  /** Whether there are digits all over it, which whatever covers the surface hides as well. */
  boolean isPage;

  /** The digits on a page, one by one, or those beside the one that the scene is about. */
  final List<DrawnDigit> digits = new ArrayList<>();

  final Plane digit = new Plane();
  final Plane mark = new Plane();
  final Plane other = new Plane();

  /** The digit's and the marks' ink, of full strength where it is 1. */
  final Plane penInk = new Plane();

  /** All other ink, with its strength beside the pen's. */
  final Plane otherInk = new Plane();

  /** What light the surface gives back where there is no ink, 0 to 1. */
  Plane surface = Plane.of(1);

  /** What light ink gives back where it is full. */
  double inkColour;

  /** The light that falls on the surface, around 1. */
  Plane light = Plane.of(1);

  Sketch(Chance chance) {
    this.chance = chance;
  }

  /** The digit's longer side. */
  double size() {
    return frame.longerSide();
  }

  /**
   * Adds ink that isn't the digit's.
   *
   * @param strength of the pen's, 0 to 1
   */
  void addOther(Plane coverage, double strength) {
    other.max(coverage);
    var ink = coverage.copy();
    for (int i = 0; i < Plane.PIXELS; i++) {
      ink.values()[i] *= (float) strength;
    }
    otherInk.max(ink);
  }

  /**
   * Hides ink where something else covers the surface: all but that of the digit which the scene is
   * about, and of its marks.
   */
  void hide(Plane cover) {
    List<Plane> hidden =
        isPage ? List.of(other, otherInk, digit, mark, penInk) : List.of(other, otherInk);
    for (Plane plane : hidden) {
      for (int i = 0; i < Plane.PIXELS; i++) {
        plane.values()[i] *= 1 - cover.values()[i];
      }
    }
  }
}
