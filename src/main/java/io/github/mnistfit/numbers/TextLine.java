package io.github.mnistfit.numbers;

import io.github.mnistfit.ink.Component;
import io.github.mnistfit.ink.PaperLevel;
import java.util.List;

/**
 * A line of text.
 *
 * @param height its digits' typical height
 * @param components its ink from left to right: digits, parts of digits and dots
 */
record TextLine(double height, List<Component> components) {
  /** How much denser than paper its ink is on average. */
  double contrast(PaperLevel paper) {
    double ink = components.stream().mapToDouble(Component::ink).sum();
    return ink / components.stream().mapToInt(Component::area).sum() - paper.level();
  }
}
