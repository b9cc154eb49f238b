package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.cli.output.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One version everywhere: that of pom.xml, which {@code --version} tells. */
class VersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/bench/pom.xml | <artifactId>mnistfit</artifactId>\\s*<version>([^<]*)",
        "src/bench/pom.xml | <artifactId>mnistfit-bench</artifactId>\\s*<version>([^<]*)",
        "src/spark/pom.xml | <artifactId>mnistfit</artifactId>\\s*<version>([^<]*)",
        "src/spark/pom.xml | <artifactId>mnistfit-spark</artifactId>\\s*<version>([^<]*)",
        "jreleaser.yml | (?m)^  version: (\\S+)",
        "docs/library.md | <artifactId>mnistfit</artifactId>\\s*<version>([^<]*)",
        "docs/library.md | mnistfit:mnistfit:([0-9.]+)",
        "docs/library.md | Map.of\\(\"mnistfit\", \"([^\"]*)",
        "src/python/pyproject.toml | (?m)^version = \"([^\"]+)\"",
        "src/dist/debian/changelog | mnistfit \\(([0-9.]+)\\)",
        "CHANGELOG.md | (?m)^## ([0-9.]+)",
      })
  void isTheSame(String file, String pattern) throws IOException {
    Matcher version = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
    assertThat(version.find()).isTrue();
    do {
      assertThat(version.group(1)).isEqualTo(Versions.all().get("mnistfit"));
    } while (version.find());
  }
}
