/**
 * Which pixels of a picture are a digit's ink. Everything here is arithmetic on plain data: the
 * picture may have been decoded in another process.
 */
package io.github.mnistfit.ink;
