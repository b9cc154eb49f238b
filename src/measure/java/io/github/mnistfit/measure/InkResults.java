package io.github.mnistfit.measure;

import io.github.mnistfit.Hypotheses;
import io.github.mnistfit.Hypotheses.Readings;
import io.github.mnistfit.SharedFolder;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.PngWriter;
import io.github.mnistfit.mnist.LabelledImage;
import io.github.mnistfit.training.scenes.Condition;
import io.github.mnistfit.training.scenes.Scene;
import io.github.mnistfit.training.scenes.SceneGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Measures what learned ink and the judge add to the fit, on strangers' pictures and on drawn
 * scenes, and writes {@code docs/ink.md}.
 */
final class InkResults {
  /** Scenes of each condition, of held-out images and a seed that nothing was learnt from. */
  private static final int SCENES = 100;

  private static final int HELD_OUT = 5000;
  private static final long SEED = 20_261;

  private final Document document = new Document();
  private final Hypotheses hypotheses;

  private InkResults(Hypotheses hypotheses) {
    this.hypotheses = hypotheses;
  }

  public static void main(String[] args) throws Exception {
    try (var hypotheses =
        new Hypotheses(Recognition.modelFile("default"), Recognition.modelFile("ink"))) {
      new InkResults(hypotheses).write();
    }
  }

  private void write() throws Exception {
    document.line("# Learned ink and hypotheses\n");
    document.line(
        "Made by `InkResults` (see CONTRIBUTING.md) with `default.zip` and `ink.zip`. Right is what"
            + " `predict` would\nanswer; a `?` isn't right, but where there is no digit. Confident:"
            + " wrong with 0.9 or more. Where\nthere is another digit beside the one that would be"
            + " answered, the judge's answer is `?`.\n");
    strangers();
    List<Readings> drawn = conditions();
    judges(drawn);
    document.save(Path.of("docs", "ink.md"));
  }

  private void strangers() throws Exception {
    document.line("## Pictures by strangers\n");
    header("pictures");
    rows("pictures", listed("pictures/single/labels.csv"));
    rows("pictures-2", listed("pictures-2/single/labels.csv"));
    rows("pictures-2, no digit", folder("pictures-2/nodigit"));
    rows("failing", failing());
    document.line("");
  }

  private void header(String first) {
    document.line("| %s | read by | right | ? | wrong | confident |", first);
    document.line("| --- | --- | --- | --- | --- | --- |");
  }

  private void rows(String name, List<Readings> all) {
    document.line("| %s | the fit alone | %s |", name, hypotheses.fitAlone(all));
    document.line("| %s | learned ink alone | %s |", name, hypotheses.inkAlone(all));
    document.line("| %s | judged | %s |", name, hypotheses.judged(all));
    System.out.println(name + ": " + hypotheses.fitAlone(all) + " -> " + hypotheses.judged(all));
  }

  private List<Readings> listed(String labels) throws IOException {
    List<Readings> all = new ArrayList<>();
    for (LabelledPicture picture : LabelFile.read(SharedFolder.require(labels))) {
      all.add(hypotheses.of(picture.source(), picture.label()));
    }
    return all;
  }

  private List<Readings> folder(String name) throws IOException {
    List<Readings> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedFolder.require(name))) {
      for (Path file : files.filter(f -> f.toString().matches(".*(jpe?g|png)")).sorted().toList()) {
        all.add(hypotheses.of(PictureSource.of(file), Scene.NO_DIGIT));
      }
    }
    return all;
  }

  /** Their names are CONDITION-LABEL-HAND; some are for other commands. */
  private List<Readings> failing() throws IOException {
    List<Readings> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedFolder.require("failing"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches("(?!read-|fmt-|paren-).*-[0-9]-[A-D][.]jpg")) {
          int label = name.charAt(name.length() - "0-A.jpg".length()) - '0';
          all.add(hypotheses.of(PictureSource.of(file), label));
        }
      }
    }
    return all;
  }

  private List<Readings> conditions() throws Exception {
    List<LabelledImage> images = SharedFolder.mnist().training();
    var generator = new SceneGenerator(images.subList(images.size() - HELD_OUT, images.size()));
    var random = new SplittableRandom(SEED);
    document.line("## Drawn scenes\n");
    document.line(
        "%d of each condition, everything else plain, drawn of training images that nothing was"
            + " learnt from;\nright in %%.\n",
        SCENES);
    document.line("| condition | the fit alone | learned ink alone | judged | confident |");
    document.line("| --- | --- | --- | --- | --- |");
    List<Readings> every = new ArrayList<>();
    for (Condition condition : Condition.values()) {
      List<Readings> all = new ArrayList<>();
      for (int i = 0; i < SCENES; i++) {
        all.add(read(generator.draw(List.of(condition), random.split())));
      }
      Hypotheses.Count judged = hypotheses.judged(all);
      document.line(
          "| %s | %.0f | %.0f | %.0f | %s |",
          condition.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          100 * hypotheses.fitAlone(all).accuracy(),
          100 * hypotheses.inkAlone(all).accuracy(),
          100 * judged.accuracy(),
          judged.toString().replaceAll(".*[|] ", ""));
      every.addAll(all);
    }
    List<Readings> any = new ArrayList<>();
    for (int i = 0; i < 10 * SCENES; i++) {
      any.add(read(generator.any(random.split())));
    }
    document.line("");
    header("conditions of all kinds together");
    rows(any.size() + " scenes", any);
    document.line("");
    every.addAll(any);
    return every;
  }

  private Readings read(Scene scene) throws IOException {
    return hypotheses.of(PictureSource.of(PngWriter.toPng(scene.picture())), scene.label());
  }

  /** How the judge's numbers were chosen. */
  private void judges(List<Readings> drawn) {
    document.line("## The judge\n");
    document.line(
        "All of these scenes, with digits and without, for other numbers of `HypothesisJudge`.\n");
    document.line(
        "| sure | rescue | with a digit: right | ? | wrong | confident"
            + " | without: right | ? | answered | confident |");
    document.line("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    List<Readings> digits = drawn.stream().filter(one -> one.label() >= 0).toList();
    List<Readings> none = drawn.stream().filter(one -> one.label() < 0).toList();
    for (double sure : new double[] {0.98, 0.995, 0.999}) {
      for (double rescue : new double[] {0.4, 0.6, 0.75, 0.9}) {
        document.line(
            "| %.3f | %.2f | %s | %s |",
            sure,
            rescue,
            hypotheses.judged(digits, sure, rescue),
            hypotheses.judged(none, sure, rescue));
      }
    }
  }
}
