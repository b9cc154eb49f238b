package io.github.mnistfit.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.network.Architecture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArchitectureNamesTest {
  @Test
  void theyAreTheArchitecturesOwn() {
    assertThat(new ArchitectureNames())
        .containsExactlyElementsOf(
            Arrays.stream(Architecture.values()).map(Architecture::label).toList());
  }
}
