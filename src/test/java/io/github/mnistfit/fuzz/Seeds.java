package io.github.mnistfit.fuzz;

import io.github.mnistfit.image.HeaderLies;
import io.github.mnistfit.image.format.PictureFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What fuzzing begins with, besides the files in the resources. */
final class Seeds {
  /** Each is a seed, and also a test. */
  private static final int LIES = 8;

  private Seeds() {}

  /** Pictures of each format whose headers lie. */
  static Stream<Arguments> lies() {
    return Stream.of(PictureFormat.values())
        .flatMap(format -> HeaderLies.of(format, LIES).stream())
        .map(lie -> Arguments.of((Object) lie));
  }
}
