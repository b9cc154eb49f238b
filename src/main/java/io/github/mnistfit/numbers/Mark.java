package io.github.mnistfit.numbers;

import io.github.mnistfit.mnist.Box;

/**
 * What stands between digits.
 *
 * @param box where it is, in the pixels of the upright picture; for a space, the gap
 * @param sign one of {@code . , - / :}, or a space for a wide gap; {@link #BRACKET} until a page's
 *     readings have been compared
 */
public record Mark(Box box, char sign) {
  /** Any bracket. It is no mark that is told, but shows that there is no digit in its place. */
  public static final char BRACKET = '(';
}
