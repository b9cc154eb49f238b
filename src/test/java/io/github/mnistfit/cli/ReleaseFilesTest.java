package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the platforms of pom.xml pack is what a release collects, and what its recipes install. */
class ReleaseFilesTest {
  private static final Set<String> PLATFORMS = platforms();

  @Test
  void eachPlatformIsBuilt() throws IOException {
    assertThat(PLATFORMS).hasSize(5);
    assertThat(found(".github/workflows/release.yml", "platform: ([\\w-]+)")).isEqualTo(PLATFORMS);
  }

  @Test
  void eachPlatformsArchiveAndListOfPartsAreCollected() throws IOException {
    String name = "artifacts/mnistfit-\\{\\{projectVersion}}-([a-z]+-\\w+)";
    assertThat(found("jreleaser.yml", name + "\\.(?:tar\\.xz|zip)")).isEqualTo(PLATFORMS);
    assertThat(found("jreleaser.yml", name + "\\.cdx\\.json")).isEqualTo(PLATFORMS);
  }

  @Test
  void recipesInstallThem() throws IOException {
    Set<String> installed = found("src/dist/recipes/mnistfit.rb", "@version@-([\\w-]+)\\.tar\\.xz");
    assertThat(found("src/dist/recipes/mnistfit.rb", "sha256 \"@([\\w-]+)@")).isEqualTo(installed);
    Set<String> onWindows = found("src/dist/recipes/mnistfit.json", "@version@-([\\w-]+)\\.zip");
    assertThat(found("src/dist/recipes/mnistfit.json", "\"hash\": \"@([\\w-]+)@"))
        .isEqualTo(onWindows);
    installed.addAll(onWindows);
    assertThat(installed).isEqualTo(PLATFORMS);
    assertThat(found("src/dist/recipes.sh", "(?<=[ ])([a-z]+-\\w+)\\.(?:tar\\.xz|zip)"))
        .isEqualTo(PLATFORMS);
  }

  private static Set<String> platforms() {
    try {
      return found("pom.xml", "<profile>\\s*<id>([a-z]+-\\w+)</id>\\s*<activation><os>");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> found(String file, String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern)
        .matcher(Files.readString(Path.of(file)))
        .results()
        .forEach(match -> found.add(match.group(1)));
    return found;
  }
}
