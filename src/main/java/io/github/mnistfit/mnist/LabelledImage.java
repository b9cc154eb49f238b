package io.github.mnistfit.mnist;

/**
 * An image and the digit that it shows.
 *
 * @param image the image
 * @param label the digit, 0 to 9
 */
public record LabelledImage(MnistImage image, int label) {}
