package io.github.mnistfit.cli.output.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Hypothesis;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fitter.Extras;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.mnist.MnistImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows, matrix and headline of a page count alike. */
class EvaluationReportTest {
  private static final double THRESHOLD = 0.9;
  private static final MnistImage BLACK = MnistImage.of(new byte[MnistImage.PIXELS]);

  @TempDir private Path folder;

  /** MNIST's accuracy is that of the likeliest digit. */
  @Test
  void aMisreadDigitUnderTheThresholdIsWrongWhereTheLikeliestCounts() throws Exception {
    Document page = page(new Evaluation(THRESHOLD), 0);
    assertThat(page.select("h1").text())
        .isEqualTo(
            "2 of 6 right, 2 wrong, 1 without a digit, 1 unreadable; of these 6, 3 answered ?");
    assertThat(page.select(".quiet").eachText())
        .contains("Right and wrong go by the likeliest digit, even where the answer is ?.");
    assertThat(page.select("label:has([name=wrong]) small").text()).isEqualTo("2");
    assertThat(page.select("#pictures li.wrong").eachAttr("data-told")).containsExactly("?", "5");
    assertThatCellsCountTheirRows(page);
  }

  @Test
  void anAnswerOfNoDigitIsNeitherRightNorWrongWhereAnswersCount() throws Exception {
    Document page = page(Evaluation.ofAnswers(THRESHOLD), THRESHOLD);
    assertThat(page.select("h1").text())
        .isEqualTo("1 of 6 right, 1 wrong, 3 answered ?, 1 unreadable");
    assertThat(page.text()).doesNotContain("likeliest digit, even");
    assertThat(page.select("label:has([name=wrong]) small").text()).isEqualTo("1");
    assertThat(page.select(".confusion thead th").last().text()).isEqualTo("?");
    assertThat(page.select(".confusion button[data-read='?']").eachAttr("aria-label"))
        .containsExactly("3 read as ?, 2", "4 read as ?, 1");
    assertThatCellsCountTheirRows(page);
  }

  /** As predict tells it, which rounds nothing up to what would have been enough. */
  @Test
  void aConfidenceIsTheSameEverywhere() throws Exception {
    Answer almost = read(3, 0.89996);
    var hypothesis = new Hypothesis("the fit", BLACK, ((Answer.Read) almost).prediction());
    var compared = new Answer.Read(BLACK, hypothesis.prediction(), THRESHOLD, List.of(hypothesis));
    var evaluation = new Evaluation(THRESHOLD);
    Path file = folder.resolve("page.html");
    try (var report = EvaluationReport.ofAll(file, "no", List.of(), THRESHOLD, 0)) {
      add(report, evaluation, 3, compared);
      add(report, evaluation, 3, read(3, 0.11896));
      add(report, evaluation, 3, read(3, 1));
      report.finish(evaluation);
    }
    Document page = Jsoup.parse(file.toFile(), "UTF-8");
    assertThat(page.select(".sureness").eachText())
        .containsExactly(
            "3: 0.1190, then 0 with 0.0979", "3: 0.8999, then 0 with 0.0111", "3: 1.0000");
    Element last = page.select("#pictures li").get(1);
    assertThat(last.attr("data-p").split(" ")).containsOnly("0.0111", "0.8999");
    assertThat(last.attr("data-hypotheses")).startsWith("the fit: 3 (0.8999),");
  }

  @Test
  void severalDigitsAreForRead() throws Exception {
    var evaluation = new Evaluation(THRESHOLD);
    Path file = folder.resolve("page.html");
    try (var report = EvaluationReport.ofAll(file, "no", List.of(), THRESHOLD, THRESHOLD)) {
      LabelledPicture picture = LabelledPicture.ofMnist(0, new LabelledImage(BLACK, 1));
      evaluation.add(picture.group(), 1, Answer.NoDigit.OF_SEVERAL);
      report.add(picture, Answer.NoDigit.OF_SEVERAL, Extras.NONE);
      report.finish(evaluation);
    }
    assertThat(Jsoup.parse(file.toFile(), "UTF-8").select("#pictures .note").text())
        .isEqualTo("several digits: use mnistfit read");
  }

  @Test
  void theFiveCommonestConfusionsAreListed() throws Exception {
    var evaluation = new Evaluation();
    Path file = folder.resolve("page.html");
    try (var report = EvaluationReport.ofAll(file, "no", List.of(), 0, 0)) {
      int[] times = {0, 3, 1, 6, 2, 5, 4}; // of each digit that is read as 0
      for (int shown = 0; shown < times.length; shown++) {
        for (int i = 0; i < times[shown]; i++) {
          add(report, evaluation, shown, read(0, 0.99));
        }
      }
      report.finish(evaluation);
    }
    assertThat(Jsoup.parse(file.toFile(), "UTF-8").select(".pairs button").eachText())
        .containsExactly(
            "3 read as 0 6", "5 read as 0 5", "6 read as 0 4", "1 read as 0 3", "4 read as 0 2");
  }

  private static void assertThatCellsCountTheirRows(Document page) {
    assertThat(page.select(".confusion button"))
        .isNotEmpty()
        .allSatisfy(
            button ->
                assertThat(
                        page.select(
                            "#pictures li[data-label=%s][data-counted=%s]"
                                .formatted(button.attr("data-shown"), button.attr("data-read"))))
                    .hasSize(Integer.parseInt(button.text())));
  }

  /** A digit read right, surely and not; one read wrong, surely and not; none; no picture. */
  private Document page(Evaluation evaluation, double rightFrom) throws Exception {
    Path file = folder.resolve("page.html");
    try (var report = EvaluationReport.ofAll(file, "no", List.of(), THRESHOLD, rightFrom)) {
      add(report, evaluation, 3, read(3, 0.99));
      add(report, evaluation, 3, read(3, 0.6));
      add(report, evaluation, 3, read(5, 0.99));
      add(report, evaluation, 3, read(5, 0.5));
      add(report, evaluation, 4, new Answer.NoDigit("no ink found"));
      add(report, evaluation, 4, new Answer.Unreadable("no such file"));
      report.finish(evaluation);
    }
    return Jsoup.parse(file.toFile(), "UTF-8");
  }

  private static void add(
      EvaluationReport report, Evaluation evaluation, int label, Answer answer) {
    LabelledPicture picture = LabelledPicture.ofMnist(0, new LabelledImage(BLACK, label));
    evaluation.add(picture.group(), label, answer);
    report.add(picture, answer, Extras.NONE);
  }

  private static Answer read(int digit, double confidence) {
    var probabilities = new double[10];
    Arrays.fill(probabilities, (1 - confidence) / 9);
    probabilities[digit] = confidence;
    return new Answer.Read(BLACK, new Prediction(probabilities), THRESHOLD, List.of());
  }
}
