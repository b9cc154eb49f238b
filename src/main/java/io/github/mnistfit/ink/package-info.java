/**
 * Which pixels are a digit's ink.
 *
 * <p>A picture whose background is normalised becomes a {@link
 * io.github.mnistfit.ink.NormalizedPicture}, on which paper and ink are measured once. {@link
 * io.github.mnistfit.ink.ConnectedComponents} labels its ink as runs of pixels; each {@link
 * io.github.mnistfit.ink.Component} is measured as it is made. {@link
 * io.github.mnistfit.ink.DigitComponents} chooses those that make a single digit; begin there.
 * Lines of digits are found among the same components by the package {@code numbers}.
 */
package io.github.mnistfit.ink;
