package io.github.mnistfit.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit statuses that scripts rely on. */
final class ExitStatus {
  /** All was done, and every picture was answered. */
  static final int OK = 0;

  /** At least one picture was unreadable or got no answer; the rest were done all the same. */
  static final int SOME_UNANSWERED = 1;

  /** The command line was wrong. */
  static final int USAGE = 2;

  /** Nothing could be done: no model, no data, no native library. */
  static final int CANNOT_WORK = 3;

  /** Interrupted from the keyboard. */
  static final int INTERRUPTED = 130;

  private static final String REST = "; the rest was done";

  private ExitStatus() {}

  /** What a command's mean, in words for the user, in this order. */
  static Map<String, String> of(String command) {
    Map<String, String> meanings = new LinkedHashMap<>();
    switch (command) {
      case "mnistfit", "predict" -> {
        meanings.put("0", "all was done: every picture got a digit");
        meanings.put("1", "at least one picture got none, or can't be read" + REST);
      }
      case "read" -> {
        meanings.put("0", "all was done: every picture got a number, and none has a ?");
        meanings.put(
            "1", "at least one picture got none, or one with a ?, or can't be read" + REST);
      }
      case "fit" -> {
        meanings.put("0", "all was done: every picture was fitted");
        meanings.put("1", "at least one picture can't be fitted" + REST);
      }
      case "evaluate", "train" -> {
        meanings.put("0", "all was done");
        meanings.put("1", "at least one picture can't be read" + REST);
      }
      default -> meanings.put("0", "all was done");
    }
    meanings.put("2", "wrong usage");
    meanings.put(
        "3",
        switch (command) {
          case "completion", "cache", "help" -> "nothing could be done";
          default -> "nothing could be done: no model, no data, no native library";
        });
    meanings.put("130", "interrupted");
    return Collections.unmodifiableMap(meanings);
  }
}
