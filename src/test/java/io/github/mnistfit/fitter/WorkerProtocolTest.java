package io.github.mnistfit.fitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import io.github.mnistfit.numbers.SegmentationGraph;
import io.github.mnistfit.numbers.SegmentationGraph.Gap;
import io.github.mnistfit.numbers.SegmentationGraph.Glyph;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A worker that is killed while it answers leaves a part: that is no answer, and no other fault.
 */
class WorkerProtocolTest {
  private static final GreyImage GREY = new GreyImage(3, 2, new byte[] {1, 2, 3, 4, 5, 6});
  private static final MnistImage DIGIT = MnistImage.of(new byte[MnistImage.PIXELS]);

  @Test
  void aPartOfAFittedPictureIsNone() throws IOException {
    var extras =
        new Extras(
            Optional.of(new byte[] {7, 8, 9}),
            Optional.of(GREY),
            true,
            List.of(new StepPicture("as it is", RgbImage.of(GREY))));
    var bytes = new ByteArrayOutputStream();
    WorkerProtocol.write(new Fitted.Image(DIGIT, extras), new DataOutputStream(bytes));
    byte[] whole = bytes.toByteArray();
    Extras read = WorkerProtocol.readFitted(in(whole, whole.length)).extras();
    assertThat(read.steps()).isEqualTo(extras.steps());
    assertThat(read.mayBeSeveral()).isTrue();
    for (int length = 0; length < whole.length; length++) {
      DataInputStream part = in(whole, length);
      assertThatThrownBy(() -> WorkerProtocol.readFitted(part)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aPartOfASegmentedPictureIsNone() throws IOException {
    var box = new Box(1, 2, 3, 4);
    var line =
        new SegmentationGraph(
            3, List.of(new Glyph(0, 1, 0.5, box, DIGIT), new Gap(1, 2, 0.1, box)));
    var lines =
        new Segmented.Lines(
            List.of(line), Optional.of(new PageCopy(GREY, 2)), Optional.of(new PageCopy(GREY, 3)));
    var bytes = new ByteArrayOutputStream();
    WorkerProtocol.write(lines, new DataOutputStream(bytes));
    byte[] whole = bytes.toByteArray();
    assertThat(segmented(in(whole, whole.length))).isEqualTo(lines);
    for (int length = 0; length < whole.length; length++) {
      DataInputStream part = in(whole, length);
      assertThatThrownBy(() -> segmented(part)).isInstanceOf(EOFException.class);
    }
  }

  /** What isn't a worker's, among its answers, has any length. */
  @Test
  void lengthsWithoutSenseAreNoAnswer() throws IOException {
    for (int length : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      var fitted = new ByteArrayOutputStream();
      fitted.write('N');
      new DataOutputStream(fitted).writeUTF("no ink found");
      new DataOutputStream(fitted).writeInt(length);
      byte[] answer = fitted.toByteArray();
      assertThatThrownBy(() -> WorkerProtocol.readFitted(in(answer, answer.length)))
          .isInstanceOf(IOException.class);
    }
    var lines = new ByteArrayOutputStream();
    lines.write('L');
    new DataOutputStream(lines).writeInt(0);
    lines.write(1);
    new DataOutputStream(lines).writeDouble(1);
    new DataOutputStream(lines).writeInt(-2);
    new DataOutputStream(lines).writeInt(2);
    byte[] answer = lines.toByteArray();
    assertThatThrownBy(() -> segmented(in(answer, answer.length))).isInstanceOf(IOException.class);
  }

  private static Segmented segmented(DataInputStream in) throws IOException {
    return WorkerProtocol.readSegmented(
        in, new DataOutputStream(new ByteArrayOutputStream()), images -> new boolean[0]);
  }

  private static DataInputStream in(byte[] bytes, int length) {
    return new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
  }
}
