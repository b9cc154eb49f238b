/**
 * The neural network. An {@link io.github.mnistfit.network.Architecture} is its layers, a {@link
 * io.github.mnistfit.network.Model} their weights and calibration as plain data, a {@link
 * io.github.mnistfit.network.ModelFile} the zip that holds both with their {@link
 * io.github.mnistfit.network.Provenance}. Begin with {@link
 * io.github.mnistfit.network.DigitNetwork}: it loads model files, folds batch normalisation into
 * the weights before it, and gives calibrated probabilities for batches of images.
 *
 * <p>An {@link io.github.mnistfit.network.InkNetwork} tells of each pixel of an {@link
 * io.github.mnistfit.network.InkImage} which {@link io.github.mnistfit.network.InkClass} it is of;
 * its architecture, model and file are classes of their own, beside those of the digits. OpenCV
 * computes it.
 */
package io.github.mnistfit.network;
