package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.training.scenes.HandwrittenText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between digits, by four hands. */
class ReadMarksTest {
  private static final List<String> TEXTS =
      List.of("12.75", "3/4", "-42", "24/12/1987", "1,234,567", "12:30", "85 17");

  private static final int HANDS = 4;

  @TempDir private Path folder;

  private String written(String text, int hand) throws IOException {
    Path file = folder.resolve(text.replace('/', '_').replace(':', '_') + "-" + hand + ".png");
    ImageIO.write(HandwrittenText.of(text, hand), "png", file.toFile());
    return file.toString();
  }

  @Test
  void textHasMarksWhereTheyAreAskedFor() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("read", "--marks"));
    List<String> plain = new ArrayList<>(List.of("read"));
    List<String> shown = new ArrayList<>();
    for (String text : TEXTS) {
      for (int hand = 1; hand <= HANDS; hand++) {
        String file = written(text, hand);
        arguments.add(file);
        plain.add(file);
        shown.add(text);
      }
    }
    assertThat(numbers(arguments)).isEqualTo(shown);
    assertThat(numbers(plain))
        .isEqualTo(shown.stream().map(text -> text.replaceAll("[^0-9]", "")).toList());
  }

  private static List<String> numbers(List<String> arguments) {
    return CommandLineRun.of(arguments.toArray(String[]::new)).lines().stream()
        .map(line -> line.split("\t", -1)[0])
        .toList();
  }

  /** A steep slash is a 1, but for its length. */
  @Test
  void longSlashesAreNoOnes() throws IOException {
    assertThat(right("24\u204412\u20441987")).isEqualTo(HANDS);
    assertThat(right("20\u204402\u20442005")).isEqualTo(HANDS);
  }

  @Test
  void bracketsAreNoOnes() throws IOException {
    assertThat(right("7)") + right("85)") + right("3) 275")).isGreaterThanOrEqualTo(12);
    assertThat(right("(4)") + right("(98)") + right("(275)")).isGreaterThanOrEqualTo(12);
  }

  /** They are told by how they lean or are bowed, and by where they stand. */
  @Test
  void signsAsHighAsDigitsAreNoOnes() throws IOException {
    int slashes =
        right("24\u221512\u22151987") + right("3\u22154") + right("7\u22158") + right("5\u221512");
    int brackets = right("1\u2769 25") + right("2\u2769 38") + right("3\u2769 107");
    assertThat(slashes).as("of 16").isGreaterThanOrEqualTo(7);
    assertThat(brackets).isEqualTo(3 * HANDS);
  }

  @Test
  void aBracketIsNoMarkAndHidesNoSpace() throws IOException {
    assertThat(numbers(List.of("read", "--marks", written("(98)", 1)))).containsExactly("98");
    assertThat(numbers(List.of("read", "--marks", written("3) 275", 1)))).containsExactly("3 275");
  }

  /** By how many hands a text's digits alone are read. */
  private int right(String text) throws IOException {
    int right = 0;
    for (int hand = 1; hand <= HANDS; hand++) {
      List<String> numbers = numbers(List.of("read", written(text, hand)));
      right += numbers.equals(List.of(text.replaceAll("[^0-9]", ""))) ? 1 : 0;
    }
    return right;
  }

  @Test
  void jsonHasTheBoxOfEachMark() throws IOException {
    JsonNode line =
        new ObjectMapper()
            .readTree(CommandLineRun.of("read", "--json", written("3/4", 1)).out())
            .get("lines")
            .get(0);
    assertThat(line.get("number").asText()).isEqualTo("34");
    assertThat(line.get("marked").asText()).isEqualTo("3/4");
    assertThat(line.get("marks")).hasSize(1);
    assertThat(line.get("marks").get(0).get("mark").asText()).isEqualTo("/");
    assertThat(line.get("marks").get(0).get("box")).hasSize(4);
  }

  @Test
  void csvHasTheNumberWithMarksAndARecordForEachMark() throws IOException {
    String file = written("12.75", 2);
    assertThat(CommandLineRun.of("read", "--format=csv", file).lines().get(1))
        .startsWith(file + ",1,1275,12.75,");
    List<String> records = CommandLineRun.of("read", "--format=csv", "--digits", file).lines();
    assertThat(records).hasSize(6);
    assertThat(records.get(5)).startsWith(file + ",1,1275,12.75,,.,,");
  }
}
