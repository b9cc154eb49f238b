package io.github.mnistfit.measure;

import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fine-tunes each shipped model on half of a source's pictures, scores the other half, and writes
 * docs/fine-tuning.md. The models that come of it are thrown away.
 */
public final class FineTuningResults {
  private final Document document = new Document();
  private final Path list;
  private final Path tuned;

  private FineTuningResults(Path folder) {
    list = folder.resolve("half.csv");
    tuned = folder.resolve("tuned.zip");
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("fine-tuning");
    var results = new FineTuningResults(folder);
    try {
      results.write();
    } finally {
      Files.deleteIfExists(results.list);
      Files.deleteIfExists(results.tuned);
      Files.delete(folder);
    }
  }

  private void write() throws Exception {
    document.line("# Fine-tuning a model to a person's handwriting\n");
    document.line(
        "Made by `FineTuningResults` (see CONTRIBUTING.md): `mnistfit train --from MODEL --pictures"
            + " HALF.csv` with every other\npicture of a source, scored on the rest, which nothing"
            + " was learnt from; accuracy in %%. The models that come of\nit are thrown away: of"
            + " people's handwriting, what ships has learnt from MNIST alone.\n");
    document.line(
        "| pictures | model | learnt from | scored on | before | after | MNIST test before | after |");
    document.line("| --- | --- | --- | --- | --- | --- | --- | --- |");
    List<LabelledPicture> oneWriter =
        Recognition.single().stream().filter(p -> p.group().equals("crop")).toList();
    row("crop: one writer's numbers", "article", "single", oneWriter);
    row("crop: one writer's numbers", "default", "single", oneWriter);
    row(
        "semeion: a style that MNIST lacks",
        "default",
        "corpora/semeion",
        Recognition.pictures("corpora/semeion/labels.csv"));
    document.save(Path.of("docs", "fine-tuning.md"));
  }

  private void row(String name, String model, String folder, List<LabelledPicture> pictures)
      throws Exception {
    List<LabelledPicture> learnt = everyOther(pictures, 0);
    List<LabelledPicture> rest = everyOther(pictures, 1);
    Path before = Recognition.modelFile(model);
    fineTune(before, SharedFolder.require("pictures/" + folder), learnt);
    document.line(
        "| %s | %s | %d | %d | %.1f | %.1f | %.2f | %.2f |",
        name,
        model,
        learnt.size(),
        rest.size(),
        100 * accuracy(before, rest),
        100 * accuracy(tuned, rest),
        100 * ModelFile.readProvenance(before).test().accuracy(),
        100 * ModelFile.readProvenance(tuned).test().accuracy());
  }

  /** As a user does, by the command. */
  private void fineTune(Path model, Path folder, List<LabelledPicture> pictures)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>(List.of("path,label"));
    pictures.forEach(p -> lines.add(folder.resolve(p.name()).toAbsolutePath() + "," + p.label()));
    Files.write(list, lines);
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.library.path=" + System.getProperty("java.library.path"),
                "-Dorg.bytedeco.javacpp.pathsFirst=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.mnistfit.cli.Main",
                "train",
                "--data=" + SharedFolder.require("mnist"),
                "--from=" + model,
                "--pictures=" + list,
                "--force",
                "-o",
                tuned.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("fine-tuning " + model + " ended with status " + status);
    }
  }

  private static double accuracy(Path model, List<LabelledPicture> pictures) throws Exception {
    try (DigitNetwork network = DigitNetwork.load(model)) {
      return Recognition.evaluate(network, Fit.standard(), pictures).all().accuracy();
    }
  }

  private static List<LabelledPicture> everyOther(List<LabelledPicture> pictures, int first) {
    return IntStream.range(0, pictures.size())
        .filter(i -> i % 2 == first)
        .mapToObj(pictures::get)
        .toList();
  }
}
