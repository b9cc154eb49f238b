package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.Box;

/**
 * What stands between digits.
 *
 * @param box where it is, in the pixels of the upright picture; for a space, the gap
 * @param sign one of {@code . , - / :}, or a space for a wide gap
 */
public record Mark(Box box, char sign) {}
