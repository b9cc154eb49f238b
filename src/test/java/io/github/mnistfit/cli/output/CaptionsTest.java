package io.github.mnistfit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Answer;
import io.github.mnistfit.Answered;
import io.github.mnistfit.Digit;
import io.github.mnistfit.Hypothesis;
import io.github.mnistfit.NumberLine;
import io.github.mnistfit.Prediction;
import io.github.mnistfit.fit.StepPicture;
import io.github.mnistfit.mnist.Box;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import io.github.mnistfit.report.BoxDrawing.Mark;
import io.github.mnistfit.report.StepSheet.Entry;
import io.github.mnistfit.report.StepSheet.Look;
import io.github.mnistfit.report.StepSheet.Panel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands on sheets and drawings, before it is drawn. */
class CaptionsTest {
  private static final MnistImage BLANK = MnistImage.of(new byte[MnistImage.PIXELS]);
  private static final MnistImage OTHER = other();

  @Test
  void anAnswerIsAsPredictTellsIt() {
    assertThat(text(read(4, 0.99966), 0.5)).isEqualTo("4 (0.9997)");
    assertThat(text(read(4, 0.49996), 0.5)).isEqualTo("? (0.4999)");
    assertThat(text(read(4, 1), 0.5)).isEqualTo("4 (1.0000)");
    assertThat(text(new Answer.NoDigit("no ink found"), 0.5)).isEqualTo("? (no ink found)");
    assertThat(text(new Answer.Unreadable("no such file"), 0.5)).isEqualTo("? (no such file)");
    assertThat(text(read(4, 0.11896), 0.5)).isEqualTo("? (0.1190)");
  }

  @Test
  void aSheetNamesThePictureItsAnswerAndEachStep() {
    List<StepPicture> steps =
        List.of(
            new StepPicture("picture", RgbImage.of(GreyImage.of(BLANK))),
            new StepPicture("located", RgbImage.of(GreyImage.of(BLANK))),
            new StepPicture("28x28", RgbImage.of(GreyImage.of(OTHER))));
    Entry entry = StepSheetEntry.of(new Answered("a\tb.png", read(4, 0.9), 0.5), steps);
    assertThat(entry.caption()).isEqualTo("a\\tb.png: 4 (0.9000)");
    assertThat(entry.panels())
        .extracting(Panel::title)
        .containsExactly("picture", "located: no change", "28x28");
    assertThat(entry.panels())
        .extracting(Panel::look)
        .containsExactly(Look.PLAIN, Look.UNCHANGED, Look.PLAIN);
  }

  @Test
  void aSheetSaysWhatWasComparedAndWhatWasChosen() {
    Answer answer =
        new Answer.Read(
            OTHER,
            prediction(4, 0.9),
            0.5,
            List.of(
                new Hypothesis("the fit", BLANK, prediction(9, 0.4)),
                new Hypothesis("learned ink", OTHER, prediction(4, 0.97))));
    Entry entry = StepSheetEntry.of(new Answered("7.png", answer, 0.5), List.of());
    assertThat(entry.panels())
        .extracting(Panel::title)
        .containsExactly("the fit: 9 (0.4000)", "learned ink: 4 (0.9700)");
    assertThat(entry.panels()).extracting(Panel::look).containsExactly(Look.PLAIN, Look.CHOSEN);
    assertThat(entry.caption()).isEqualTo("7.png: 4 (0.9000), of 2 readings together");
  }

  @Test
  void aReadingThatStandsIsNotOfAllTogether() {
    Prediction first = prediction(9, 0.4);
    var answer =
        new Answer.Read(
            BLANK,
            first,
            0.3,
            List.of(
                new Hypothesis("the fit", BLANK, first),
                new Hypothesis("learned ink 1", OTHER, prediction(4, 0.5))));
    assertThat(StepSheetEntry.of(new Answered("9.png", answer, 0.3), List.of()).caption())
        .isEqualTo("9.png: 9 (0.4000)");
  }

  @Test
  void aBoxSaysItsDigitAloneOrAQuestionMark() {
    var one = new Digit(new Box(10, 20, 30, 40), prediction(1, 0.99));
    var unsure = new Digit(new Box(50, 20, 30, 40), prediction(7, 0.5));
    List<Mark> row = Drawings.row(new NumberLine(List.of(one, unsure), List.of(), 0.9), 0.6);
    assertThat(row)
        .containsExactly(new Mark(one.box(), "1", true), new Mark(unsure.box(), "?", false));
  }

  private static String text(Answer answer, double least) {
    return AnswerText.of(new Answered("7.png", answer, least));
  }

  private static Answer read(int digit, double confidence) {
    return new Answer.Read(BLANK, prediction(digit, confidence), 0.5, List.of());
  }

  private static Prediction prediction(int digit, double confidence) {
    double[] probabilities = new double[10];
    Arrays.fill(probabilities, (1 - confidence) / 9);
    probabilities[digit] = confidence;
    return new Prediction(probabilities);
  }

  private static MnistImage other() {
    byte[] pixels = new byte[MnistImage.PIXELS];
    pixels[400] = (byte) 255;
    return MnistImage.of(pixels);
  }
}
