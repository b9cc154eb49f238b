package io.github.mnistfit.cli;

import io.github.mnistfit.io.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arguments as they were typed: Java loses what isn't UTF-8 in them. Linux keeps their bytes.
 */
final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private RawArguments() {}

  /** The arguments, with those bytes that Java couldn't decode, where they can be known. */
  static String[] of(String... arguments) {
    if (Stream.of(arguments).noneMatch(FileNames::isLossy) || !Files.isReadable(COMMAND_LINE)) {
      return arguments;
    }
    try {
      List<String> words = words(Files.readAllBytes(COMMAND_LINE));
      return words.size() < arguments.length
          ? arguments
          : words.subList(words.size() - arguments.length, words.size()).toArray(String[]::new);
    } catch (IOException e) {
      return arguments;
    }
  }

  /** Each word of a process's command line ends in NUL. */
  private static List<String> words(byte[] commandLine) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        words.add(FileNames.decode(Arrays.copyOfRange(commandLine, begin, i)));
        begin = i + 1;
      }
    }
    return words;
  }
}
