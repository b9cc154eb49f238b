/** TODO training/augmentation. */
package io.github.mnistfit.training.augmentation;
