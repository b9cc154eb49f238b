package io.github.mnistfit.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartArchivesTest {
  @ParameterizedTest
  @CsvSource({
    "opt/mnistfit, false, /opt/mnistfit",
    "C/odd, false, /C/odd",
    "C\\Users\\me\\mnistfit, true, C:\\\\Users\\me\\mnistfit",
    "C, true, C:\\",
    "server\\share\\mnistfit, true, \\\\server\\share\\mnistfit"
  })
  void theFolderOfAnInstallationsArchivesSaysWhereItIs(
      String place, boolean onWindows, String installation) {
    assertThat(StartArchives.installation(place, onWindows)).isEqualTo(installation);
  }
}
