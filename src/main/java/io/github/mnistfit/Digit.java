package io.github.mnistfit;

import io.github.mnistfit.mnist.Box;

/**
 * One digit of a {@link NumberLine}.
 *
 * @param box where it is, in the pixels of the upright picture
 * @param prediction what the network says of it
 */
public record Digit(Box box, Prediction prediction) {}
