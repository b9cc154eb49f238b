/**
 * Several digits in one picture.
 *
 * <p>{@link io.github.mnistfit.numbers.LineSegmenter}, where to begin, finds the {@link
 * io.github.mnistfit.numbers.TextLines} among the picture's connected components, cuts components
 * in which digits may touch ({@link io.github.mnistfit.numbers.SeamCutter}), and makes each line a
 * {@link io.github.mnistfit.numbers.SegmentationGraph}: over-segmentation. Its glyphs are
 * normalised to MNIST's form. Whoever has recognised them asks {@link
 * io.github.mnistfit.numbers.BestPath} which ones are the digits.
 */
package io.github.mnistfit.numbers;
