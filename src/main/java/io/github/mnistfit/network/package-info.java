/** The neural network: architectures, model files, inference. */
package io.github.mnistfit.network;
