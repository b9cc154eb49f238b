package io.github.mnistfit.ink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.network.InkClass;
import io.github.mnistfit.network.InkImage;
import io.github.mnistfit.network.InkMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The finder with a network that takes every pixel darker than paper for the digit's. */
class InkFinderTest {
  private final InkFinder finder = new InkFinder(InkFinderTest::dark);

  @Test
  void findsAStroke() {
    List<DigitInk> found = finder.find(picture(200, 300, 90, 60, 110, 240));
    assertThat(found).isNotEmpty();
    DigitInk digit = found.get(0);
    assertThat(digit.box().longerSide()).isBetween(40, 80);
    GreyImage ink = digit.ink();
    assertThat(Byte.toUnsignedInt(ink.pixels()[48 * InkImage.SIDE + 48])).isEqualTo(255);
    assertThat(ink.pixels()[0]).isZero();
  }

  @Test
  void looksCloserAtASmallDigit() {
    DigitInk digit = finder.find(picture(480, 360, 300, 200, 304, 230)).get(0);
    assertThat(digit.view().side()).isLessThan(80);
    assertThat(digit.box().longerSide()).isGreaterThanOrEqualTo(InkImage.SIDE / 2);
  }

  @Test
  void aGlanceTellsWhetherADigitIsAlone() {
    byte[] pixels = picture(200, 300, 20, 60, 40, 240).pixels();
    assertThat(isAlone(pixels)).isTrue();
    stroke(pixels, 150, 60, 120); // a third as high, as a mark may be
    assertThat(isAlone(pixels)).isTrue();
    stroke(pixels, 150, 100, 220);
    assertThat(isAlone(pixels)).isFalse();
  }

  private boolean isAlone(byte[] pixels) {
    return finder.glance(new GreyImage(200, 300, pixels)).orElseThrow().isAlone();
  }

  private static void stroke(byte[] pixels, int left, int top, int bottom) {
    for (int row = top; row < bottom; row++) {
      Arrays.fill(pixels, 200 * row + left, 200 * row + left + 20, (byte) 0);
    }
  }

  @Test
  void saysWhereADigitIsInThePictureAndNoFurther() {
    Box box = finder.find(picture(200, 300, 90, 60, 110, 240)).get(0).onPicture();
    assertThat(box.left()).isBetween(86, 94);
    assertThat(box.top()).isBetween(56, 64);
    assertThat(box.height()).isBetween(174, 186);
    // In a margin around the picture its borders go on, so this stroke does.
    Box cut = finder.find(picture(60, 100, 20, 0, 40, 100)).get(0).onPicture();
    assertThat(cut.top()).isZero();
    assertThat(cut.top() + cut.height()).isEqualTo(100);
  }

  @Test
  void whatIsFoundCanBeErased() {
    GreyImage one = picture(200, 300, 90, 60, 110, 240);
    GreyImage erased = finder.find(one).get(0).erased();
    assertThat(finder.find(erased)).isEmpty();
    // What lies beyond the view stays, and so does the other one of two.
    byte[] two = picture(480, 360, 300, 200, 304, 230).pixels();
    for (int row = 200; row < 240; row++) {
      Arrays.fill(two, 480 * row + 100, 480 * row + 104, (byte) 0);
    }
    DigitInk longer = finder.find(new GreyImage(480, 360, two)).get(0);
    assertThat(longer.onPicture().left()).isLessThan(110);
    Box left = finder.find(longer.erased()).get(0).onPicture();
    assertThat(left.left()).isBetween(296, 304);
  }

  /** A rule that crosses a digit goes on where the digit was. */
  @Test
  void aRuleIsWholeWhereADigitWasErased() {
    byte[] pixels = picture(96, 96, 44, 20, 52, 80).pixels();
    Arrays.fill(pixels, 96 * 50, 96 * 51, (byte) 100);
    float[] probabilities = new float[InkClass.values().length * InkImage.PIXELS];
    fill(probabilities, 44, 20, 52, 80);
    var crossed = new GreyImage(96, 96, pixels);
    byte[] erased =
        DigitInk.of(InkView.whole(crossed, 0), InkMap.of(probabilities))
            .orElseThrow()
            .erased()
            .pixels();
    for (int column = 0; column < 96; column++) {
      assertThat(erased[96 * 50 + column]).isEqualTo((byte) 100);
      assertThat(erased[96 * 40 + column]).isEqualTo(pixels[0]);
    }
  }

  @Test
  void otherInkThatTouchesADigitIsTold() {
    float[] probabilities = new float[InkClass.values().length * InkImage.PIXELS];
    fill(probabilities, 44, 20, 52, 80);
    InkView view = InkView.whole(picture(96, 96, 0, 0, 1, 1), 0);
    float[] apart = probabilities.clone();
    int other = List.of(InkClass.values()).indexOf(InkClass.OTHER) * InkImage.PIXELS;
    Arrays.fill(apart, other + 85 * InkImage.SIDE, other + 87 * InkImage.SIDE, 1);
    assertThat(DigitInk.of(view, InkMap.of(apart)).orElseThrow().isJoined()).isFalse();
    float[] touching = probabilities.clone();
    Arrays.fill(touching, other + 80 * InkImage.SIDE, other + 82 * InkImage.SIDE, 1);
    assertThat(DigitInk.of(view, InkMap.of(touching)).orElseThrow().isJoined()).isTrue();
  }

  @Test
  void findsNothingOnBarePaper() {
    assertThat(finder.find(picture(100, 100, 0, 0, 0, 0))).isEmpty();
  }

  @Test
  void aSpeckFarAwayDoesNotBelong() {
    float[] probabilities = new float[InkClass.values().length * InkImage.PIXELS];
    fill(probabilities, 40, 20, 46, 70);
    fill(probabilities, 2, 2, 4, 6);
    fill(probabilities, 50, 30, 60, 34); // near, and large enough
    DigitInk digit =
        DigitInk.of(InkView.whole(picture(96, 96, 0, 0, 1, 1), 0), InkMap.of(probabilities))
            .orElseThrow();
    assertThat(digit.box()).isEqualTo(new InkBox(40, 20, 60, 70));
    assertThat(digit.ink().pixels()[3 * InkImage.SIDE + 3]).isZero();
  }

  @Test
  void bordersGoOnOutward() {
    GreyImage white = picture(50, 50, 0, 0, 10, 50);
    InkImage image = InkView.whole(white, 0.5).image();
    assertThat(image.at(48, 0)).isLessThan(0.1f);
    assertThat(image.at(48, 95)).isGreaterThan(0.9f);
  }

  @Test
  void aSmallPictureIsEnlargedSmoothly() {
    GreyImage small = picture(8, 8, 0, 0, 4, 8);
    InkImage image = InkView.whole(small, 0).image();
    for (int column = 0; column < InkImage.SIDE - 1; column++) {
      assertThat(image.at(40, column + 1)).isGreaterThanOrEqualTo(image.at(40, column));
    }
  }

  private static void fill(float[] probabilities, int left, int top, int right, int bottom) {
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        probabilities[row * InkImage.SIDE + column] = 1;
      }
    }
  }

  /** White paper with a black box. */
  private static GreyImage picture(
      int width, int height, int left, int top, int right, int bottom) {
    byte[] pixels = new byte[width * height];
    Arrays.fill(pixels, (byte) 255);
    for (int row = top; row < bottom; row++) {
      Arrays.fill(pixels, row * width + left, row * width + right, (byte) 0);
    }
    return new GreyImage(width, height, pixels);
  }

  @SuppressWarnings("EnumOrdinal") // the classes are in the order of the map
  private static List<InkMap> dark(List<InkImage> images) {
    List<InkMap> maps = new ArrayList<>();
    for (InkImage image : images) {
      float[] values = image.values();
      float paper = Float.NEGATIVE_INFINITY;
      for (float value : values) {
        paper = Math.max(paper, value);
      }
      float[] probabilities = new float[InkClass.values().length * InkImage.PIXELS];
      for (int i = 0; i < InkImage.PIXELS; i++) {
        InkClass shown = values[i] < paper - 0.4f ? InkClass.DIGIT : InkClass.PAPER;
        probabilities[shown.ordinal() * InkImage.PIXELS + i] = 1;
      }
      maps.add(InkMap.of(probabilities));
    }
    return maps;
  }
}
