package io.github.mnistfit.blackbox;

import io.github.mnistfit.blackbox.PictureFolder.Labelled;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a folder. A line that is shown and answered is right. A line that is answered for
 * sure and isn't shown is wrong, be it misread or invented. A line that is shown and neither is not
 * read. Where no digit is shown, to be sure of nothing is right.
 */
final class Score {
  /** A wrong answer with this confidence or more misleads. */
  private static final double CONFIDENT = 0.9;

  private final List<String> misread = new ArrayList<>();
  private final List<String> notRead = new ArrayList<>();
  private int shown;
  private int right;
  private int wrong;
  private int confident;

  /** Counts a picture. */
  void add(Labelled picture, List<AnsweredLine> answer) {
    List<AnsweredLine> sure = answer.stream().filter(AnsweredLine::isSure).toList();
    List<AnsweredLine> notShown = notShown(picture.rows(), sure);
    int lines = Math.max(1, picture.rows().size());
    int found = picture.rows().isEmpty() ? (sure.isEmpty() ? 1 : 0) : sure.size() - notShown.size();
    shown += lines;
    right += found;
    wrong += notShown.size();
    confident += (int) notShown.stream().filter(l -> l.confidence() >= CONFIDENT).count();
    if (!notShown.isEmpty()) {
      misread.add(picture.file() + ": " + picture.rows() + " read as " + answer);
    } else if (found < lines) {
      notRead.add(picture.file() + ": " + picture.rows() + " read as " + answer);
    }
  }

  /** The lines outside the longest common subsequence of what is shown and what is answered. */
  private static List<AnsweredLine> notShown(List<String> rows, List<AnsweredLine> lines) {
    int[][] common = new int[rows.size() + 1][lines.size() + 1];
    for (int i = rows.size() - 1; i >= 0; i--) {
      for (int j = lines.size() - 1; j >= 0; j--) {
        common[i][j] =
            rows.get(i).equals(lines.get(j).text())
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<AnsweredLine> others = new ArrayList<>();
    int row = 0;
    for (int j = 0; j < lines.size(); j++) {
      while (row < rows.size() && common[row + 1][j] == common[row][j]) {
        row++; // nothing is lost without it
      }
      if (row < rows.size() && rows.get(row).equals(lines.get(j).text())) {
        row++;
      } else {
        others.add(lines.get(j));
      }
    }
    return others;
  }

  int shown() {
    return shown;
  }

  int right() {
    return right;
  }

  int wrong() {
    return wrong;
  }

  int confident() {
    return confident;
  }

  /** The pictures that weren't read right, one a line: first those that were misread. */
  String failures() {
    return "misread:\n  "
        + String.join("\n  ", misread)
        + "\nnot read:\n  "
        + String.join("\n  ", notRead);
  }

  @Override
  public String toString() {
    return "%d shown: %d right, %d wrong (%d of them at %.1f or more)"
        .formatted(shown, right, wrong, confident, CONFIDENT);
  }
}
