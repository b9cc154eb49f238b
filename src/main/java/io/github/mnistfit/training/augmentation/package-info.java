/** TODO training/augmentation. */
package io.github.mnistfit.fitter;
