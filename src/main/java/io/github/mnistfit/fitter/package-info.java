/**
 * Decoding and fitting in processes of their own, so that a picture that brings a decoder down
 * takes nothing along.
 */
package io.github.mnistfit.fitter;
