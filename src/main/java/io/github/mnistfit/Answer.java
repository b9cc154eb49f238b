package io.github.mnistfit;

import io.github.mnistfit.mnist.MnistImage;

/** What is answered for one picture: every picture gets exactly one. */
public sealed interface Answer {
  /**
   * The network has read the picture.
   *
   * @param image the picture as it was fitted to MNIST
   * @param prediction what the network says of it
   */
  record Read(MnistImage image, Prediction prediction) implements Answer {}

  /**
   * Nothing in the picture looks like one digit.
   *
   * @param reason why, in a few lower-case words
   */
  record NoDigit(String reason) implements Answer {}

  /**
   * The picture can't be read.
   *
   * @param reason why, in a few lower-case words
   */
  record Unreadable(String reason) implements Answer {}
}
