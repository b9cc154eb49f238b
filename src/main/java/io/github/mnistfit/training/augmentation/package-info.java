/**
 * Augmentation: training images varied, and images that are no digit. Begin with {@link
 * io.github.mnistfit.training.augmentation.Augmentation} and {@link
 * io.github.mnistfit.training.augmentation.NonDigitGenerator}: a digit is bent onto an {@code
 * InkCanvas}, or something is drawn there, {@code HandwritingStyles} and {@code Degradation} draw
 * on it, {@code InkFilters} change it, and {@code MnistNormalization} makes an MNIST image of it.
 */
package io.github.mnistfit.training.augmentation;
