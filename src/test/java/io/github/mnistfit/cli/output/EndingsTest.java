package io.github.mnistfit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingsTest {
  @Test
  void aFileThatCannotBeWrittenCostsNoOther() {
    List<String> wrote = new ArrayList<>();
    CannotWorkException failure =
        catchThrowableOfType(
            CannotWorkException.class,
            () ->
                Endings.finish(
                    List.of(
                        failing("first"),
                        () -> Optional.of("report"),
                        failing("second"),
                        Optional::empty,
                        () -> Optional.of("sheet")),
                    wrote::add));
    assertThat(failure).hasMessage("first");
    assertThat(failure.getSuppressed())
        .singleElement()
        .hasToString(CannotWorkException.class.getName() + ": second");
    assertThat(wrote).containsExactly("report", "sheet");
  }

  private static Endings.Ending failing(String message) {
    return () -> {
      throw new CannotWorkException(message);
    };
  }
}
