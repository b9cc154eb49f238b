package io.github.mnistfit.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The word that somebody most likely meant: the one of least edit distance, if that is small, or
 * else the shortest that has what was typed as a part.
 */
final class NearestWord {
  /** What is shorter is a part of too much. */
  private static final int SHORTEST_PART = 3;

  private NearestWord() {}

  static Optional<String> of(String typed, Collection<String> words) {
    String bare = bare(typed);
    return words.stream()
        .filter(word -> distance(bare, bare(word)) <= Math.max(1, bare(word).length() / 3))
        .min(Comparator.comparingInt(word -> distance(bare, bare(word))))
        .or(() -> withPart(bare, words));
  }

  /** Whoever types {@code --min-conf} or {@code --color} remembers a part. */
  private static Optional<String> withPart(String part, Collection<String> words) {
    return words.stream()
        .filter(word -> part.length() >= SHORTEST_PART && bare(word).contains(part))
        .min(Comparator.comparingInt(String::length));
  }

  /**
   * Whoever types {@code version} means {@code --version}, and by {@code --colour} {@code
   * --no-color}.
   */
  private static String bare(String word) {
    return word.replaceFirst("^-+(no-)?", "").toLowerCase(Locale.ROOT);
  }

  /** Damerau and Levenshtein's: letters put in, left out, replaced, or two of them swapped. */
  private static int distance(String a, String b) {
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distances[i][j] = i + j;
          continue;
        }
        int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean isSwapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        distances[i][j] = isSwapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
      }
    }
    return distances[a.length()][b.length()];
  }
}
