package io.github.mnistfit.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fitter.PictureSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberEvaluationTest {
  @ParameterizedTest
  @CsvSource({"123,123,0", "123,13,1", "123,1423,1", "123,183,1", "'',12,2", "12,21,2"})
  void editsAreCounted(String a, String b, int edits) {
    assertThat(NumberEvaluation.editDistance(a, b)).isEqualTo(edits);
    assertThat(NumberEvaluation.editDistance(b, a)).isEqualTo(edits);
  }

  @Test
  void aMissedLineCostsItsDigitsAndLeavesTheOthersRight() {
    var evaluation = new NumberEvaluation();
    evaluation.add(shown("12", "345", "67"), List.of("12", "67"));
    assertThat(evaluation.lines()).isEqualTo(3);
    assertThat(evaluation.exact()).isEqualTo(2);
    assertThat(evaluation.digits()).isEqualTo(7);
    assertThat(evaluation.edits()).isEqualTo(3);
  }

  @Test
  void anInventedLineCostsItsDigits() {
    var evaluation = new NumberEvaluation();
    evaluation.add(shown("345"), List.of("8", "345"));
    assertThat(evaluation.exact()).isEqualTo(1);
    assertThat(evaluation.edits()).isEqualTo(1);
    assertThat(evaluation.misread()).hasSize(1);
  }

  private static LabelledNumbers shown(String... rows) {
    return new LabelledNumbers("a.png", PictureSource.of(Path.of("a.png")), List.of(rows));
  }
}
