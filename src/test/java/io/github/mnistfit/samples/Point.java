package io.github.mnistfit.samples;

/**
 * A point of a picture or of the unit box that digits are designed in.
 *
 * @param x to the right
 * @param y down
 */
record Point(double x, double y) {}
