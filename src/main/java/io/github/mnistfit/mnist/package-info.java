/**
 * MNIST: its form, {@link io.github.mnistfit.mnist.MnistImage}, in which images go from room to
 * room, and its data. Begin with {@link io.github.mnistfit.mnist.MnistFiles}: it asks a source for
 * each of the four files of a set, the user's folder or else the cache, which asks mirrors for what
 * it lacks; an {@code MnistFile} verifies the checksum of what came, wherever from; {@link
 * io.github.mnistfit.mnist.IdxFile} makes labelled images of the bytes.
 */
package io.github.mnistfit.mnist;
