package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.DigitRecognizer;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.Evaluation;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.LabelledSource;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.network.ModelFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Teaches each shipped model a hand on half of a source's pictures, scores the other half, and
 * rewrites docs/fine-tuning.md: {@code mvn -Pscore test}. The taught models are thrown away.
 */
@Tag("score")
class TeachingResultsTest {
  private static final Path RESULTS = Path.of("docs", "fine-tuning.md");

  @TempDir private Path folder;

  @Test
  void rewriteResults() throws Exception {
    Path pictures = SharedFolder.require("pictures");
    List<LabelledPicture> oneWriter =
        LabelFile.read(pictures.resolve("single/labels.csv")).stream()
            .filter(picture -> picture.group().equals("crop"))
            .toList();
    List<LabelledPicture> manyWriters =
        LabelFile.read(pictures.resolve("corpora/semeion/labels.csv"));
    String table =
        """
        # Teaching a model a hand

        Made by `mvn -Pscore test`: `mnistfit train --from MODEL --pictures HALF.csv` with every other
        picture of a source, scored on the rest, which nothing was learnt from; accuracy in %. The
        models that come of it are thrown away: what ships is made from MNIST alone.

        | pictures | model | learnt from | scored on | before | after | MNIST test before | after |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        """
            + row("crop: one writer's numbers", "article", oneWriter)
            + row("crop: one writer's numbers", "default", oneWriter)
            + row("semeion: a style that MNIST lacks", "default", manyWriters);
    AtomicFile.write(RESULTS, true, out -> out.write(table.getBytes(StandardCharsets.UTF_8)));
  }

  private String row(String name, String model, List<LabelledPicture> pictures) throws Exception {
    List<LabelledPicture> learnt = everyOther(pictures, 0);
    List<LabelledPicture> rest = everyOther(pictures, 1);
    Path list = folder.resolve("half.csv");
    var lines = new StringBuilder("path,label\n");
    learnt.forEach(p -> lines.append(p.file().toAbsolutePath() + "," + p.label() + "\n"));
    Files.writeString(list, lines);
    Path before = Path.of("models", model + ".zip");
    Path after = folder.resolve("taught.zip");
    CommandLineRun run =
        CommandLineRun.of(
            "train",
            "--data",
            SharedFolder.require("mnist").toString(),
            "--from",
            before.toString(),
            "--pictures",
            list.toString(),
            "--force",
            "-o",
            after.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %.1f | %.1f | %.2f | %.2f |%n",
        name,
        model,
        learnt.size(),
        rest.size(),
        100 * accuracy(before, rest),
        100 * accuracy(after, rest),
        100 * ModelFile.readProvenance(before).test().accuracy(),
        100 * ModelFile.readProvenance(after).test().accuracy());
  }

  private static double accuracy(Path model, List<LabelledPicture> pictures) throws Exception {
    var evaluation = new Evaluation(0);
    try (DigitRecognizer recognizer = DigitRecognizer.open(model)) {
      recognizer.recognizeAll(
          pictures.stream().map(LabelledSource::of).iterator(),
          (picture, answer) -> evaluation.add("all", picture.label(), answer));
    }
    Tally all = evaluation.all();
    return all.accuracy();
  }

  private static List<LabelledPicture> everyOther(List<LabelledPicture> pictures, int first) {
    return IntStream.range(0, pictures.size())
        .filter(i -> i % 2 == first)
        .mapToObj(pictures::get)
        .toList();
  }
}
