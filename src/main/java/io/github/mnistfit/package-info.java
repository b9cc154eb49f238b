/**
 * The library's face: a picture in, an answer out.
 *
 * <p>{@link io.github.mnistfit.DigitRecognizer} joins a {@link io.github.mnistfit.fitter.Fitter},
 * which makes a 28×28 image of a picture, and a {@link io.github.mnistfit.network.DigitNetwork},
 * which reads it; every picture gets one {@link io.github.mnistfit.Answer}. Where the network is in
 * doubt, {@code InkHypotheses} are read, too, and the {@code HypothesisJudge} makes one answer of
 * all. {@link io.github.mnistfit.NumberReader} does the same for pictures of several digits. Begin
 * with {@link io.github.mnistfit.DigitRecognizer#open(java.nio.file.Path)}.
 */
package io.github.mnistfit;
