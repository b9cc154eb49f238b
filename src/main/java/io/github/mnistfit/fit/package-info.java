/**
 * A picture of one digit to MNIST's form, 28×28.
 *
 * <p>Begin at {@link io.github.mnistfit.fit.Fit}: it has a name, says how a picture is to be
 * decoded, leaves alone what is in MNIST's form already ({@link io.github.mnistfit.fit.MnistForm}),
 * and sends all else through a {@link io.github.mnistfit.fit.Pipeline} of {@link
 * io.github.mnistfit.fit.Step}s. The robust fit's go from colours to the density of ink ({@code
 * LocateDigit} to {@code NormalizeBackground}), from there to the digit's ink alone ({@code
 * IsolateDigit}), and on to MNIST's form. A new step is a record in this package and a line in
 * {@code Fit} or {@code Pipeline}. The article's steps are in {@code fit.article}, which knows this
 * package; only {@code Fit.article()} looks back, so that all fits are found by name in one place.
 */
package io.github.mnistfit.fit;
