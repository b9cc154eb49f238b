/** TODO fit/article. */
package io.github.mnistfit.fitter;
