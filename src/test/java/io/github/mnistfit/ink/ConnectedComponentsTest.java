package io.github.mnistfit.ink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.image.OpenCv;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

class ConnectedComponentsTest {
  private static final int LEVEL = 127;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  /** Sizes down to a single row or column, from hardly any ink to nearly nothing else. */
  @Test
  void connectsWhatOpenCvConnects() {
    var random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int columns = 1 + random.nextInt(40);
      int rows = 1 + random.nextInt(40);
      double inked = random.nextDouble();
      byte[] pixels = new byte[columns * rows];
      for (int k = 0; k < pixels.length; k++) {
        pixels[k] = (byte) (random.nextDouble() < inked ? 255 : 0);
      }
      Mat mat = new Mat(rows, columns, CvType.CV_8UC1);
      mat.put(0, 0, pixels);
      List<Rect> boxes =
          NormalizedPicture.of(mat).components(mat).stream().map(Component::box).toList();
      mat.release();
      assertThat(boxes)
          .as("%d×%d", columns, rows)
          .containsExactlyInAnyOrderElementsOf(openCvs(pixels, columns, rows));
    }
  }

  @Test
  void isInkAboveTheLevelOnly() {
    byte[] pixels = {LEVEL, (byte) (LEVEL + 1), (byte) 255, 0, (byte) 200};
    assertThat(ConnectedComponents.label(pixels, 5, LEVEL))
        .containsExactly(List.of(new PixelRun(0, 1, 3)), List.of(new PixelRun(0, 4, 5)));
  }

  @Test
  void joinsDiagonalNeighboursAndBranchesThatMeetBelow() {
    byte[] u = {1, 0, 0, 1, 0, 1, 1, 0};
    assertThat(ConnectedComponents.label(u, 4, 0))
        .containsExactly(
            List.of(new PixelRun(0, 0, 1), new PixelRun(0, 3, 4), new PixelRun(1, 1, 3)));
  }

  @Test
  void aComponentAndAPartOfItAreMeasured() {
    byte[] pixels = {0, 9, 0, 0, 9, 9, 0, 7, 9, 9, 0, 0, 0, 0, 0, 0};
    Mat mat = new Mat(4, 4, CvType.CV_8UC1);
    mat.put(0, 0, pixels);
    var picture = NormalizedPicture.of(mat);
    Component component = picture.components(mat).get(0);
    assertThat(component.box()).isEqualTo(new Rect(0, 0, 2, 3));
    assertThat(List.of(component.area(), component.borderContact())).containsExactly(5, 3);
    assertThat(component.ink()).isEqualTo(45);
    BitSet kept = component.pixels();
    kept.clear(0, 4); // all but the lowest row
    Component part = component.part(kept, picture);
    assertThat(part.runs()).containsExactly(new PixelRun(2, 0, 2));
    assertThat(part.ink()).isEqualTo(18);
    mat.release();
  }

  @Test
  void countsThePixelsOnTheBorder() {
    assertThat(new PixelRun(0, 2, 7).borderContact(10, 10)).isEqualTo(5);
    assertThat(new PixelRun(9, 2, 7).borderContact(10, 10)).isEqualTo(5);
    assertThat(new PixelRun(5, 0, 10).borderContact(10, 10)).isEqualTo(2);
    assertThat(new PixelRun(5, 3, 10).borderContact(10, 10)).isEqualTo(1);
    assertThat(new PixelRun(5, 3, 9).borderContact(10, 10)).isZero();
    assertThat(new PixelRun(5, 0, 1).borderContact(1, 10)).isEqualTo(1);
  }

  private static List<Rect> openCvs(byte[] pixels, int columns, int rows) {
    var ink = new Mat(rows, columns, CvType.CV_8UC1);
    ink.put(0, 0, pixels);
    var labels = new Mat();
    var statistics = new Mat();
    var centroids = new Mat();
    int n = Imgproc.connectedComponentsWithStats(ink, labels, statistics, centroids);
    List<Rect> boxes = new ArrayList<>();
    int[] box = new int[4];
    for (int i = 1; i < n; i++) {
      statistics.get(i, 0, box);
      boxes.add(new Rect(box[0], box[1], box[2], box[3]));
    }
    for (Mat mat : new Mat[] {ink, labels, statistics, centroids}) {
      mat.release();
    }
    return boxes;
  }
}
