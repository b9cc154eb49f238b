package io.github.mnistfit.spark.recognizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recogniser whose process crashes, is killed, or doesn't start. */
@Timeout(60)
final class RecognizerTest {
  @TempDir private Path folder;

  @Test
  void pictureThatCrashesItCostsNoOtherItsAnswer() throws Exception {
    List<String> answers = answers(recognizer("ready"), "crash");

    assertThat(answers).hasSize(201);
    assertThat(answers.remove(100)).isEqualTo("crashes the recogniser");
    assertThat(answers).isEqualTo(numbers());
  }

  @Test
  void killedOnceItAnswersAll() throws Exception {
    List<String> answers = answers(recognizer("ready"), "kill");

    assertThat(answers.remove(100)).isEqualTo("kill");
    assertThat(answers).isEqualTo(numbers());
    assertThat(folder.resolve("killed")).exists();
  }

  @Test
  void saysWhatItsProcessSays() throws Exception {
    assertThatThrownBy(() -> recognizer("refuse").ask(Question.DIGIT, new byte[1], () -> {}).get())
        .hasRootCauseInstanceOf(RecognizerException.class)
        .hasRootCauseMessage("no model");
  }

  @Test
  void saysThatItsProcessDoesNotStart() throws Exception {
    assertThatThrownBy(() -> recognizer("end").ask(Question.DIGIT, new byte[1], () -> {}).get())
        .hasRootCauseMessage(
            "The recogniser ends at its start, with status 7: standard error says why.");
  }

  @Test
  void answersAgainWhenItHasHadNoMemory() throws Exception {
    Recognizer recognizer = recognizer("ready");
    byte[] boast = "boast".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> recognizer.ask(Question.DIGIT, boast, () -> {}).get())
        .rootCause()
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(process(ask(recognizer))).isPositive();
  }

  @Test
  void endsWhenNobodyAsksAndStartsAgain() throws Exception {
    Recognizer recognizer = recognizer("ready");

    CompletableFuture<PictureAnswer> one = ask(recognizer);
    CompletableFuture<PictureAnswer> other = ask(recognizer);
    long first = process(one);
    assertThat(process(other)).isEqualTo(first);
    ProcessHandle.of(first).ifPresent(process -> process.onExit().join());

    assertThat(process(ask(recognizer))).isNotEqualTo(first);
  }

  private static CompletableFuture<PictureAnswer> ask(Recognizer recognizer) throws Exception {
    return recognizer.ask(Question.DIGIT, "who".getBytes(StandardCharsets.UTF_8), () -> {});
  }

  /** The number of the process that answered. */
  private static long process(CompletableFuture<PictureAnswer> answer) throws Exception {
    return ((PictureAnswer.Read) answer.get()).json().get("process").asLong();
  }

  /** The answers to 200 pictures, and in their middle another one. */
  private static List<String> answers(Recognizer recognizer, String other) throws Exception {
    List<String> pictures = new ArrayList<>(numbers());
    pictures.add(100, other);
    List<CompletableFuture<PictureAnswer>> asked = new ArrayList<>();
    for (String picture : pictures) {
      asked.add(recognizer.ask(Question.DIGIT, picture.getBytes(StandardCharsets.UTF_8), () -> {}));
    }
    List<String> answers = new ArrayList<>();
    for (CompletableFuture<PictureAnswer> answer : asked) {
      answers.add(
          answer.get(30, TimeUnit.SECONDS) instanceof PictureAnswer.Read read
              ? read.json().get("said").asText()
              : ((PictureAnswer.Unreadable) answer.get()).reason());
    }
    return answers;
  }

  private static List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      numbers.add("picture " + i);
    }
    return numbers;
  }

  private Recognizer recognizer(String mode) {
    return new Recognizer(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FakeRecognizer.class.getName(),
            mode,
            folder.resolve("killed").toString()),
        Duration.ofSeconds(1));
  }
}
