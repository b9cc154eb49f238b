package io.github.mnistfit.evaluation;

import io.github.mnistfit.fitter.Fitted;
import io.github.mnistfit.fitter.Fitter;
import io.github.mnistfit.mnist.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Labelled pictures as images that a network can learn from. */
public final class LabelledPictures {
  private LabelledPictures() {}

  /**
   * Fits pictures to MNIST; those that can't be are left out.
   *
   * @param listener is told of each picture and what became of it, on the calling thread
   * @return the images, in the pictures' order
   * @throws InterruptedException if the calling thread was interrupted
   */
  public static List<LabelledImage> fitted(
      Fitter fitter,
      List<LabelledPicture> pictures,
      BiConsumer<? super LabelledPicture, ? super Fitted> listener)
      throws InterruptedException {
    List<LabelledImage> images = new ArrayList<>();
    fitter.fitAll(
        pictures.iterator(),
        LabelledPicture::source,
        (picture, fitted) -> {
          if (fitted instanceof Fitted.Image image) {
            images.add(new LabelledImage(image.image(), picture.label()));
          }
          listener.accept(picture, fitted);
        });
    return images;
  }
}
