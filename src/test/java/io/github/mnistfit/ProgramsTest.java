package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ProgramsTest {
  @Test
  void aMissingProgramSkipsOrFails() {
    assertThatThrownBy(() -> Programs.require(false, "no fish", /* isRequired= */ false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no fish");
    assertThatThrownBy(() -> Programs.require(false, "no fish", /* isRequired= */ true))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("no fish");
    Programs.require(true, "no fish", /* isRequired= */ true);
  }
}
