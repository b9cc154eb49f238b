/**
 * Which pixels are a digit's ink.
 *
 * <p>Learned: {@link io.github.mnistfit.ink.InkFinder} has a network look at a {@link
 * io.github.mnistfit.ink.InkView} of a picture, then closer, and gives {@link
 * io.github.mnistfit.ink.DigitInk}. It works on plain data, so the picture may have been decoded in
 * another process.
 *
 * <p>Measured: a picture whose background is normalised becomes a {@link
 * io.github.mnistfit.ink.NormalizedPicture}, on which paper and ink are measured once. {@link
 * io.github.mnistfit.ink.ConnectedComponents} labels its ink as runs of pixels; each {@link
 * io.github.mnistfit.ink.Component} is measured as it is made. {@link
 * io.github.mnistfit.ink.DigitComponents} chooses those that make a single digit; begin there.
 * Lines of digits are found among the same components by the package {@code numbers}.
 */
package io.github.mnistfit.ink;
