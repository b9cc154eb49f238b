package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkNetwork;
import io.github.mnistfit.network.ModelFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LazyInkNetworkTest {
  private static final Path MODEL = Path.of("models/ink.zip");

  private static InkNetwork load() throws ModelFileException {
    return InkNetwork.load(MODEL, InkArchitecture.DIGIT);
  }

  @Test
  void isLoadedOnce() throws Exception {
    try (var network = new LazyInkNetwork(LazyInkNetworkTest::load)) {
      assertThat(network.get()).isSameAs(network.get());
    }
  }

  /** Or a thread that comes late, when a server ends, would load one that nobody closes. */
  @Test
  void isNotLoadedOnceItIsClosed() {
    var network = new LazyInkNetwork(LazyInkNetworkTest::load);
    network.close();
    assertThatThrownBy(network::get).isInstanceOf(IllegalStateException.class);
  }
}
