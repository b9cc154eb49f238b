package io.github.mnistfit.network;

/** What a pixel shows, as the ink network tells it; in the order of the network's channels. */
public enum InkClass {
  /** The strokes of the digit in the middle. */
  DIGIT,
  /** A mark beside it: full stop, comma, minus, slash, colon. */
  MARK,
  /** Other ink: rules, frames, rings, underlines, print, smudges, digits cut by the border. */
  OTHER,
  /** No ink: paper, board, table, shadows, fingers. */
  PAPER
}
