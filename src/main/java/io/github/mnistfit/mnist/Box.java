package io.github.mnistfit.mnist;

/**
 * Where something lies in a picture, in its pixels.
 *
 * @param left the first column
 * @param top the first row
 * @param width at least 1
 * @param height at least 1
 */
public record Box(int left, int top, int width, int height) {}
