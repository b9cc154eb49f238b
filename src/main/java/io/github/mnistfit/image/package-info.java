/** Bytes to an upright picture. */
package io.github.mnistfit.image;
