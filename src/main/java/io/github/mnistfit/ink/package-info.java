/** TODO ink. */
package io.github.mnistfit.fitter;
