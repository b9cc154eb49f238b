package io.github.mnistfit.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The exit statuses that scripts rely on. */
final class ExitStatus {
  /** Every picture got a digit. */
  static final int OK = 0;

  /** Some pictures were unreadable or got no digit; the rest were done all the same. */
  static final int SOME_UNANSWERED = 1;

  /** The command line was wrong. */
  static final int USAGE = 2;

  /** Nothing could be done: no model, no data, no native library. */
  static final int CANNOT_WORK = 3;

  /** Interrupted from the keyboard. */
  static final int INTERRUPTED = 130;

  private static final Set<String> OF_PICTURES = Set.of("mnistfit", "predict", "read", "fit");
  private static final Set<String> OF_LISTS = Set.of("evaluate", "train");

  private ExitStatus() {}

  /** What a command's mean, in words for the user, in this order. */
  static Map<String, String> of(String command) {
    Map<String, String> meanings = new LinkedHashMap<>();
    if (OF_PICTURES.contains(command)) {
      meanings.put("0", "all was done: every picture got a digit");
      meanings.put("1", "some pictures got none, or can't be read; the rest was done");
    } else {
      meanings.put("0", "all was done");
    }
    if (OF_LISTS.contains(command)) {
      meanings.put("1", "some pictures can't be read; the rest was done");
    }
    meanings.put("2", "wrong usage");
    meanings.put("3", "nothing could be done: no model, no data, no native library");
    meanings.put("130", "interrupted");
    return Collections.unmodifiableMap(meanings);
  }
}
