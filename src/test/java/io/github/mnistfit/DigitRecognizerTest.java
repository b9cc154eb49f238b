package io.github.mnistfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.GreyImage;
import io.github.mnistfit.mnist.MnistImage;
import io.github.mnistfit.mnist.RgbImage;
import io.github.mnistfit.training.scenes.HandwrittenText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DigitRecognizerTest {
  /** One picture at a time would take the network several times as long. */
  @Test
  void picturesThatComeFastShareBatches() throws Exception {
    byte[] pixels = new byte[MnistImage.PIXELS];
    for (int row = 5; row < 23; row++) {
      Arrays.fill(pixels, row * MnistImage.SIDE + 13, row * MnistImage.SIDE + 15, (byte) 255);
    }
    PictureSource one = PictureSource.of(PngWriter.toPng(MnistImage.of(pixels)));
    List<Answer> answers = new ArrayList<>();
    try (var recognizer = DigitRecognizer.open(Path.of("models", "article.zip"))) {
      recognizer.recognizeAll(
          Collections.nCopies(512, one).iterator(), (source, answer) -> answers.add(answer));
      assertThat(answers).hasSize(512).allMatch(Answer.Read.class::isInstance);
      assertThat(recognizer.timing().batches()).isLessThan(512 / 8);
    }
  }

  /**
   * What a sheet and a page show of a picture in doubt: all that was compared, and the image of the
   * answer.
   */
  @Test
  void anAnswerInDoubtKnowsWhatItWasComparedWith() throws Exception {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(SharedFolder.require("failing"))) {
      pictures = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      Answer.Read doubted =
          pictures.stream()
              .map(recognizer::recognize)
              .filter(Answer.Read.class::isInstance)
              .map(Answer.Read.class::cast)
              .filter(read -> !read.hypotheses().isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(doubted.hypotheses()).hasSizeBetween(1, 3);
      assertThat(doubted.hypotheses().stream().filter(doubted::isChosen))
          .isNotEmpty()
          .allMatch(chosen -> chosen.prediction().digit() == doubted.prediction().digit());
      assertThat(doubted.hypotheses())
          .as("the answer is of all of them together")
          .noneMatch(one -> one.prediction().equals(doubted.prediction()));
    }
  }

  /** The dots of a 0 stand beside each other, but none is a digit. */
  @Test
  void piecesOfADigitAreNoNeighbours() throws Exception {
    Path dotted = SharedFolder.require("failing/dotted-0-D.jpg");
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      assertThat(recognizer.recognize(dotted).digit()).hasValue(0);
    }
  }

  @Test
  void ofNeighboursNoneIsReadAsIfItWereAlone() throws Exception {
    int answered = 0;
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      for (int hand = 0; hand < 20; hand++) {
        BufferedImage pair = HandwrittenText.of("" + hand % 10 + (hand * 7 + 3) % 10, hand);
        answered += recognizer.recognize(pair).digit().isPresent() ? 1 : 0;
      }
    }
    assertThat(answered).isLessThanOrEqualTo(1);
  }

  /** Each alone is a digit in doubt, since rules run through it. */
  @Test
  void ofNeighboursOnRuledPaperNoneIsReadEither() throws Exception {
    int answered = 0;
    int several = 0;
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      for (int hand = 0; hand < 20; hand++) {
        BufferedImage pair = HandwrittenText.of("" + hand % 10 + (hand * 7 + 3) % 10, hand);
        rule(pair);
        Answer answer = recognizer.recognize(pair);
        answered += answer.digit().isPresent() ? 1 : 0;
        several += answer.equals(Answer.NoDigit.OF_SEVERAL) ? 1 : 0;
      }
    }
    assertThat(answered).isLessThanOrEqualTo(2);
    assertThat(several).isGreaterThanOrEqualTo(4);
  }

  /** The fit is sure of the one that it has cut out. */
  @Test
  void ofDigitsFarApartNoneIsReadEither() throws Exception {
    int answered = 0;
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      for (int hand = 0; hand < 20; hand++) {
        String two = hand % 10 + "    " + (hand * 7 + 3) % 10;
        answered += recognizer.recognize(HandwrittenText.of(two, hand)).digit().isPresent() ? 1 : 0;
      }
    }
    assertThat(answered).isLessThanOrEqualTo(2);
  }

  /** As in the number of an item of a list. */
  @Test
  void aBracketBehindADigitIsNoDigitBesideIt() throws Exception {
    int right = 0;
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      for (int hand = 0; hand < 20; hand++) {
        int digit = hand % 10;
        BufferedImage item = HandwrittenText.of(digit + ")", hand);
        right += recognizer.recognize(item).digit().orElse(-1) == digit ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(17);
  }

  /** Learned ink finds no digit that it is a picture of, and the fit cuts one out. */
  @Test
  void ofADifferenceNoneIsReadEither() throws Exception {
    int answered = 0;
    try (var recognizer = DigitRecognizer.open(Path.of("models", "default.zip"))) {
      for (int hand = 0; hand < 20; hand++) {
        String numbers = "%d - %d - %d".formatted(hand % 10, (hand * 7 + 3) % 10, hand * 3 % 10);
        BufferedImage difference = HandwrittenText.of(numbers, hand);
        answered += recognizer.recognize(difference).digit().isPresent() ? 1 : 0;
      }
    }
    assertThat(answered).isLessThanOrEqualTo(4);
  }

  private static void rule(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.GRAY);
    for (int y = 12; y < picture.getHeight(); y += 24) {
      graphics.drawLine(0, y, picture.getWidth(), y);
    }
    graphics.dispose();
  }

  /** The file, a stream, its pixels: one picture, one answer, by the model of the class path. */
  @Test
  void aPictureMayComeInManyForms() throws Exception {
    Path file = Path.of("samples", "centred.png");
    BufferedImage image = ImageIO.read(file.toFile());
    try (var recognizer = DigitRecognizer.open();
        InputStream in = Files.newInputStream(file)) {
      assertThat(
              List.of(
                  recognizer.recognize(Files.readAllBytes(file)),
                  recognizer.recognize(in),
                  recognizer.recognize(image),
                  recognizer.recognize(rgb(image))))
          .containsOnly(recognizer.recognize(file));
    }
  }

  /** The JDK would make grey levels paler on the way to RGB. */
  @Test
  void greyLevelsStayWhatTheyAre() throws Exception {
    var image = new BufferedImage(90, 120, BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = new byte[90 * 120];
    for (int i = 0; i < pixels.length; i++) {
      boolean isStroke = i % 90 >= 40 && i % 90 < 48 && i / 90 >= 20 && i / 90 < 100;
      pixels[i] = (byte) (isStroke ? 40 + i / 90 : 150);
    }
    image.getRaster().setDataElements(0, 0, 90, 120, pixels);
    var grey = new GreyImage(90, 120, pixels);
    assertThat(PngWriter.toPng(image)).isEqualTo(PngWriter.toPng(grey));
    try (var recognizer = DigitRecognizer.open()) {
      assertThat(recognizer.recognize(grey).digit()).hasValue(1);
      assertThat(recognizer.recognize(image)).isEqualTo(recognizer.recognize(grey));
    }
  }

  private static RgbImage rgb(BufferedImage image) {
    byte[] pixels = new byte[RgbImage.CHANNELS * image.getWidth() * image.getHeight()];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = i / RgbImage.CHANNELS;
      int colour = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
      pixels[i] = (byte) (colour >> (16 - 8 * (i % RgbImage.CHANNELS)));
    }
    return new RgbImage(image.getWidth(), image.getHeight(), pixels);
  }

  @Test
  void transparencyOfTheJdksPicturesIsPaper() throws Exception {
    File file = new File("samples/transparent.png");
    try (var recognizer = DigitRecognizer.open()) {
      assertThat(recognizer.recognize(ImageIO.read(file)))
          .isEqualTo(recognizer.recognize(file.toPath()));
    }
  }

  @Test
  void onlyASureAnswerHasADigit() throws Exception {
    try (var recognizer = DigitRecognizer.open()) {
      assertThat(recognizer.recognize(Path.of("samples", "thin.jpg")).digit()).hasValue(4);
      var blank = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
      assertThat(recognizer.recognize(blank)).isInstanceOf(Answer.NoDigit.class);
      assertThat(recognizer.recognize(blank).digit()).isEmpty();
      assertThat(recognizer.recognize(new byte[] {1}).digit()).isEmpty();
      var noise = new byte[MnistImage.PIXELS];
      new Random(1).nextBytes(noise);
      Answer unsure = recognizer.read(List.of(MnistImage.of(noise))).get(0);
      assertThat(unsure).isInstanceOf(Answer.Read.class);
      assertThat(unsure.digit()).isEmpty();
    }
  }

  @Test
  void theShippedModelReadsNumbers() throws Exception {
    var line = new BufferedImage(400, 160, BufferedImage.TYPE_BYTE_GRAY);
    var graphics = line.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 400, 160);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int x : new int[] {60, 160, 260}) {
      graphics.drawLine(x + 8, 40, x, 120);
    }
    graphics.dispose();
    try (var reader = NumberReader.open()) {
      var answer = (NumberAnswer.Lines) reader.read(PictureSource.of(line));
      assertThat(answer.lines()).extracting(NumberLine::text).containsExactly("111");
    }
  }
}
