/** TODO image/format. */
package io.github.mnistfit.fitter;
