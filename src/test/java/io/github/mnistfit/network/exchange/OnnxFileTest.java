package io.github.mnistfit.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime makes of the files. */
class OnnxFileTest {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  @ParameterizedTest
  @ValueSource(strings = {"article.zip", "default.zip", "everything.keras", "dense.keras"})
  void onnxRuntimeSaysTheSame(String name) throws Exception {
    Model model =
        name.endsWith(".zip")
            ? ModelFile.read(Path.of("models", name))
            : KerasFile.read(Fixtures.FOLDER.resolve(name)).model();
    try (var session = ENVIRONMENT.createSession(OnnxFile.toBytes(model, "1.2"))) {
      assertSaysTheSame(session, model, Fixtures.images());
      assertThat(session.getMetadata().getProducerName()).isEqualTo("mnistfit");
      assertThat(session.getMetadata().getCustomMetadata())
          .containsEntry("mnistfit", "1.2")
          .containsEntry("classes", "0,1,2,3,4,5,6,7,8,9")
          .containsEntry("temperature", Double.toString(model.temperature()))
          .containsEntry("min_confidence", Double.toString(model.rejectionThreshold()));
      assertThat(Optional.ofNullable(session.getMetadata().getCustomMetadata().get("fit")))
          .isEqualTo(model.fit());
    }
    try (var session =
        ENVIRONMENT.createSession(OnnxFile.toBytes(model.withFit("robust"), "1.2"))) {
      assertThat(session.getMetadata().getCustomMetadata()).containsEntry("fit", "robust");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"article.zip", "default.zip"})
  void onnxRuntimeSaysTheSameOfMnistsImages(String name) throws Exception {
    Model model = ModelFile.read(Path.of("models", name));
    try (var session = ENVIRONMENT.createSession(OnnxFile.toBytes(model, "1.2"))) {
      assertSaysTheSame(session, model, Fixtures.mnist());
    }
  }

  private static void assertSaysTheSame(OrtSession session, Model model, List<MnistImage> images)
      throws OrtException {
    List<double[]> expected = Fixtures.probabilities(model, images);
    long[] shape = {images.size(), 1, MnistImage.SIDE, MnistImage.SIDE};
    var pixels = FloatBuffer.wrap(MnistImage.relative(images));
    try (var input = OnnxTensor.createTensor(ENVIRONMENT, pixels, shape);
        var result = session.run(Map.of(OnnxFile.INPUT, input))) {
      var answers = (float[][]) result.get(OnnxFile.OUTPUT).orElseThrow().getValue();
      assertThat(answers).hasNumberOfRows(images.size());
      for (int i = 0; i < answers.length; i++) {
        for (int d = 0; d < answers[i].length; d++) {
          assertThat((double) answers[i][d]).isCloseTo(expected.get(i)[d], within(1e-5));
        }
      }
    }
  }
}
