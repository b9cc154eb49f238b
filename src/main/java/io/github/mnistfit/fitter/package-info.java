/**
 * Where pictures are decoded and fitted.
 *
 * <p>A {@link io.github.mnistfit.fitter.PictureSource} gives bytes; a {@link
 * io.github.mnistfit.fitter.Fitter} makes of them a {@link io.github.mnistfit.fitter.Fitted} digit
 * or {@link io.github.mnistfit.fitter.Segmented} lines. {@link
 * io.github.mnistfit.fitter.LocalFitter} works in this process; {@link
 * io.github.mnistfit.fitter.ProcessFitter} sends the bytes to worker processes, in each of which a
 * local fitter works, so that a picture that crashes a decoder takes nothing along. Begin with
 * {@code Fitter}.
 */
package io.github.mnistfit.fitter;
