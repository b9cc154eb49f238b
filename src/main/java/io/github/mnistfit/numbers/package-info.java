/** TODO numbers. */
package io.github.mnistfit.fitter;
