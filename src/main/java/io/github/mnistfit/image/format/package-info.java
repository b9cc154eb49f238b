/** TODO image/format. */
package io.github.mnistfit.image.format;
