/**
 * Models from and to other tools' formats. Begin with {@link
 * io.github.mnistfit.network.exchange.OnnxFile} and {@link
 * io.github.mnistfit.network.exchange.KerasFile}. What is read is numbers, short strings and the
 * names of layers; nothing in a file is run, and what isn't known is refused by name.
 */
package io.github.mnistfit.network.exchange;
