package io.github.mnistfit.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlatPieceTest {
  /** A 4 of straight strokes: down to the left, across, and a stem. */
  private static final Path ANGLE = Path.of(50, 10, 20, 60, 40, 61, 60, 62, 80, 63);

  private static final Path STEM = Path.of(65, 30, 65, 60, 65, 90);

  @Test
  void areWhereTheBarIs() {
    List<FlatPiece> pieces = FlatPiece.of(new Glyph(List.of(ANGLE, STEM)));
    // A quarter of its height of 80 is 20: from each of the bar's points to the next.
    assertThat(pieces).hasSize(3);
    assertThat(pieces.get(0).x()).isEqualTo(30);
    assertThat(pieces.get(0).y()).isEqualTo(60.5);
    assertThat(pieces.get(0).degrees()).isCloseTo(2.86, within(0.01));
  }

  @Test
  void areSoWhicheverWayTheStrokeIsDrawn() {
    List<FlatPiece> pieces = FlatPiece.of(new Glyph(List.of(STEM, Path.of(80, 63, 20, 60))));
    assertThat(pieces).singleElement().satisfies(p -> assertThat(p.degrees()).isPositive());
  }

  @Test
  void aOneHasNone() {
    assertThat(FlatPiece.of(new Glyph(List.of(STEM)))).isEmpty();
  }

  /** Rules lie along one in a good part of the scenes; without, they hardly ever do. */
  @Test
  void aRuleLiesAlongOne() {
    int along = 0;
    for (int seed = 0; seed < 200; seed++) {
      var sketch = new Sketch(new Chance(new SplittableRandom(seed)));
      sketch.frame = new Frame(20, 10, 80, 90);
      sketch.pen = 1;
      sketch.glyph = new Glyph(List.of(Path.of(20, 60, 80, 60)));
      new Lines(sketch).rule(Condition.RULED);
      boolean dark = true;
      for (int column = 35; column <= 65; column += 10) {
        float most = 0;
        for (int row = 59; row <= 61; row++) {
          most = Math.max(most, sketch.other.values()[row * Plane.SIDE + column]);
        }
        dark &= most > 0.3;
      }
      along += dark ? 1 : 0;
    }
    assertThat(along).isBetween(50, 120);
  }
}
