/** The face of the library: a picture in, an answer out. */
package io.github.mnistfit;
