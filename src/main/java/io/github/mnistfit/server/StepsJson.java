package io.github.mnistfit.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.image.UnreadablePictureException;
import io.github.mnistfit.image.format.EncodedPicture;
import io.github.mnistfit.image.format.PictureFormat;
import io.github.mnistfit.image.format.PictureHeader;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import java.io.UncheckedIOException;
import java.util.List;

/** What is seen of a picture on its way: PNG files, in Base64. */
final class StepsJson {
  private StepsJson() {}

  /** Adds the image that the network reads, or null. */
  static void putImage(ObjectNode object, Fitted fitted) {
    if (fitted instanceof Fitted.Image image) {
      object.put("image", PngWriter.toPng(image.image()));
    } else {
      object.putNull("image");
    }
  }

  /**
   * Adds what each step made, reduced if it is large, and how large the picture itself is; a step
   * that made nothing new has its name and no picture.
   */
  static void putSteps(ObjectNode object, SentPicture picture, Fitted fitted) {
    List<StepPicture> steps = fitted.extras().steps();
    if (steps.isEmpty()) {
      object.putNull("size");
    } else {
      putSize(object.putArray("size"), picture, steps.get(0).image());
    }
    ArrayNode array = object.putArray("steps");
    for (int i = 0; i < steps.size(); i++) {
      StepPicture step = steps.get(i);
      ObjectNode one = array.addObject().put("step", step.step());
      if (i > 0 && step.image().equals(steps.get(i - 1).image())) {
        one.putNull("image");
      } else {
        one.put("image", PngWriter.toPng(step.image()));
      }
    }
  }

  /**
   * Adds an upright picture's width and height.
   *
   * @param reduced the upright picture as it was decoded, reduced. It tells whether that turned the
   *     picture, unless it is so nearly square that reducing made it one
   */
  private static void putSize(ArrayNode size, SentPicture picture, RgbImage reduced) {
    byte[] bytes = picture.bytes();
    EncodedPicture encoded;
    try {
      encoded = PictureFormat.of(bytes).orElseThrow().parse(bytes);
    } catch (UnreadablePictureException e) {
      throw new UncheckedIOException("what was fitted can be parsed", e);
    }
    PictureHeader header = encoded.header();
    int stored = Long.compare(header.width(), header.height());
    int upright = Integer.compare(reduced.width(), reduced.height());
    boolean isTurned = upright == 0 ? encoded.isOnItsSide() : stored * upright < 0;
    size.add(isTurned ? header.height() : header.width());
    size.add(isTurned ? header.width() : header.height());
  }

  /** Adds what was compared, and whether the picture seems to show several digits. */
  static void putDoubts(ObjectNode object, Fitted fitted, Answered answered) {
    ArrayNode array = object.putArray("hypotheses");
    MnistImage chosen = null;
    if (answered.answer() instanceof Answer.Read read) {
      chosen = read.image();
      read.hypotheses()
          .forEach(
              hypothesis ->
                  array
                      .addObject()
                      .put("name", hypothesis.name())
                      .put("image", PngWriter.toPng(hypothesis.image()))
                      .put("digit", hypothesis.prediction().digit())
                      .put(
                          "confidence",
                          answered
                              .rounded(hypothesis.prediction().confidence())
                              .stripTrailingZeros())
                      .put("chosen", read.isChosen(hypothesis)));
    }
    object.put("image", chosen == null ? null : PngWriter.toPng(chosen));
    object.put("several", answered.isOfSeveral());
  }
}
