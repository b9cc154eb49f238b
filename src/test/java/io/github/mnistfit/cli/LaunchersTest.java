package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The launcher for Windows can't be run here; what it gives to Java can be compared. */
class LaunchersTest {
  private static final Path UNIX = Path.of("src/dist/bin/mnistfit");
  private static final Path WINDOWS = Path.of("src/dist/bin/mnistfit.bat");
  private static final Pattern OPTION =
      Pattern.compile(
          "(?<=[\\s\"=])(-XX:[+-]?\\w+|-X\\w+:\\w+|-Xm\\w+|-D[\\w.]+|--[a-z-]+=[\\w.-]+)");

  /** What only Unix has: streams, another kind of archive, and what looks after it. */
  private static final Set<String> UNIX_ALONE =
      Set.of(
          "-Dmnistfit.out.terminal",
          "-Dmnistfit.err.terminal",
          "-Dmnistfit.err.descriptor",
          "-Dmnistfit.archive",
          "-XX:SharedArchiveFile",
          "-XX:ArchiveClassesAtExit",
          "-XX:AOTCache",
          "-XX:AOTCacheOutput",
          "-XX:+VerifySharedSpaces");

  @Test
  void windowsGivesJavaWhatUnixGivesIt() throws IOException {
    Set<String> unix = options(UNIX);
    assertThat(unix).contains("-XX:+UseSerialGC", "-Dmnistfit.home", "-Xlog:disable");
    unix.removeAll(UNIX_ALONE);
    assertThat(options(WINDOWS)).containsAll(unix);
  }

  @Test
  void bothKnowTheSameCommandsThatWorkForLongOrNeedTheNetwork() throws IOException {
    String windows = Files.readString(WINDOWS);
    Matcher cases =
        Pattern.compile("(?m)^ +([a-z]+(?: \\| [a-z]+)+)\\) (?:;;|archive=)")
            .matcher(Files.readString(UNIX));
    Set<String> lists =
        cases.results().map(c -> c.group(1).replace(" |", "")).collect(Collectors.toSet());
    assertThat(lists).hasSize(2);
    assertThat(lists).allSatisfy(list -> assertThat(windows).contains(" in (" + list + ") do "));
  }

  /** The Java that image.sh puts into an installation comes first, then JAVA_HOME, then PATH. */
  @Test
  void bothTakeTheInstallationsOwnJavaFirst() throws IOException {
    assertThat(Files.readString(UNIX))
        .containsSubsequence(
            "java_home=${JAVA_HOME:-}",
            "if [ -x \"$home/runtime/bin/java\" ]; then",
            "java_home=$home/runtime",
            "java=$(command -v java)");
    // The last that applies is what stays.
    assertThat(Files.readAllLines(WINDOWS))
        .containsSubsequence(
            "for %%i in (\"%~dp0..\") do set \"HOME_DIR=%%~fi\"",
            "for %%j in (java.exe) do set \"JAVA=%%~$PATH:j\"",
            "if defined JAVA_HOME set \"JAVA=%JAVA_HOME%\\bin\\java.exe\"",
            "if exist \"%HOME_DIR%\\runtime\\bin\\java.exe\""
                + " set \"JAVA=%HOME_DIR%\\runtime\\bin\\java.exe\"",
            "if not exist \"%JAVA%\" goto no_java");
    assertThat(Files.readString(Path.of("src/dist/image.sh"))).contains("$image/runtime\"");
  }

  /** What isn't set stays as it stands between percent signs, or becomes a path at the root. */
  @Test
  void windowsSetsEachVariableBeforeItIsUsed() throws IOException {
    Set<String> set =
        new TreeSet<>(Set.of("JAVA_HOME", "USERPROFILE", "XDG_CACHE_HOME", "MNISTFIT_OPTS"));
    set.addAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "ERRORLEVEL"));
    for (String line : Files.readAllLines(WINDOWS)) {
      if (line.startsWith("rem ")) {
        continue;
      }
      assertThat(set)
          .as(line)
          .containsAll(
              Pattern.compile("%([A-Z_]+)(?::[^%]*)?%")
                  .matcher(line)
                  .results()
                  .map(used -> used.group(1))
                  .toList());
      Pattern.compile("set (?:/p )?\"?([A-Z_]+)=")
          .matcher(line)
          .results()
          .forEach(found -> set.add(found.group(1)));
    }
    assertThat(set).contains("ARCHIVE", "PLACE", "SUM");
  }

  /**
   * A pipe or an ampersand in what users have set, as in the usual list of hosts without a proxy,
   * is obeyed by cmd unless it comes out of a variable of a loop.
   */
  @Test
  void windowsObeysNothingInTheUsersOptions() throws IOException {
    String unquoted =
        Files.readAllLines(WINDOWS).stream()
            .filter(line -> !line.startsWith("rem "))
            .map(line -> line.replaceAll("\"[^\"]*\"", ""))
            .collect(Collectors.joining("\n"));
    assertThat(unquoted).contains("%%a", "%%z").doesNotContain("_OPTIONS%", "_OPTS%");
  }

  /** With other line ends, cmd misses labels and blocks. */
  @Test
  void windowsLinesEndAsItExpects() throws IOException {
    assertThat(Files.readString(WINDOWS).replace("\r\n", "")).doesNotContain("\n", "\r");
    assertThat(Files.readString(Path.of(".gitattributes"))).contains("*.bat text eol=crlf");
  }

  private static Set<String> options(Path launcher) throws IOException {
    return OPTION
        .matcher(Files.readString(launcher))
        .results()
        .map(option -> option.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
