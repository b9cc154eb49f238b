/** A picture to MNIST's form: steps, and the fits that are made of them. */
package io.github.mnistfit.fit;
