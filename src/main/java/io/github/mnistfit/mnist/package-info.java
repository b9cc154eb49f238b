/** MNIST's own form: the 28×28 image and the IDX file. Every package may use it; it uses none. */
package io.github.mnistfit.mnist;
