package io.github.mnistfit;

import io.github.mnistfit.mnist.MnistImage;

/**
 * One way to see a picture, and what the network reads in it.
 *
 * @param name what found the digit's ink: {@value #FIT}, or a look of {@value #LEARNED_INK}
 * @param image the picture in MNIST's form, seen that way
 * @param prediction what the network says of it
 */
public record Hypothesis(String name, MnistImage image, Prediction prediction) {
  static final String FIT = "the fit";
  static final String LEARNED_INK = "learned ink";
}
