package io.github.mnistfit.fit;

/**
 * Ink that isn't divided any more.
 *
 * @param ink the ink
 * @param cutLeft the pixels of ink that were cut to part it from what is on its left; 0 if nothing
 *     had to be cut
 * @param cutRight the same on its right
 */
record Part(Piece ink, double cutLeft, double cutRight) {}
