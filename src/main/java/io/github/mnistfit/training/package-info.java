/** MNIST's data and the training loop. */
package io.github.mnistfit.training;
