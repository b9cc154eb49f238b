package io.github.mnistfit.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.cli.output.CannotWorkException;
import io.github.mnistfit.network.Provenance.Epoch;
import io.github.mnistfit.network.Provenance.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class CurveFilesTest {
  private static final List<Epoch> LOG =
      List.of(
          new Epoch(1, 0.5, new Score(90, 100), 10, 0),
          new Epoch(2, 0.25, new Score(95, 100), 12.25, 0.015));

  /** The colours of the curves: letters are drawn as shapes. */
  private static final String LOSS = "rgb(179,88,6)";

  private static final String ERROR = "rgb(33,102,172)";

  @TempDir private Path folder;

  @Test
  void writesNumbers() throws Exception {
    Path csv = folder.resolve("curves.csv");
    curves(csv).write(LOG);
    assertThat(csv)
        .hasContent(
            """
            epoch,loss,held_out_accuracy,seconds,waiting
            1,0.500000,0.9000,10.0,0.0000
            2,0.250000,0.9500,12.3,0.0150
            """);
  }

  @Test
  void leavesTheAccuracyEmptyWhereNothingWasHeldOut() throws Exception {
    Path csv = folder.resolve("curves.csv");
    curves(csv).write(List.of(new Epoch(1, 0.5, null, 10, 0)));
    assertThat(Files.readAllLines(csv).get(1)).isEqualTo("1,0.500000,,10.0,0.0000");
  }

  @Test
  void drawsBothCurves() throws Exception {
    Path svg = folder.resolve("curves.SVG");
    curves(svg).write(LOG);
    assertThat(drawing(svg)).contains(LOSS, ERROR);
  }

  @Test
  void drawsTheLossAloneWhereNothingWasHeldOut() throws Exception {
    Path svg = folder.resolve("curves.svg");
    curves(svg).write(List.of(new Epoch(1, 0.5, null, 10, 0)));
    assertThat(drawing(svg)).contains(LOSS).doesNotContain(ERROR);
  }

  @Test
  void findsBeforeTheRunThatItCannotWrite() {
    CurveFiles nowhere = curves(folder.resolve("no/curves.csv"));
    assertThatThrownBy(() -> nowhere.check(Path.of("model.zip"), List.of()))
        .isInstanceOf(CannotWorkException.class);
    CurveFiles otherFormat = curves(folder.resolve("curves.png"));
    assertThatThrownBy(() -> otherFormat.check(Path.of("model.zip"), List.of()))
        .isInstanceOf(ParameterException.class);
  }

  @Command
  private static final class Holder {
    @Mixin private CurveFiles curves;
  }

  private static CurveFiles curves(Path file) {
    var holder = new Holder();
    new CommandLine(holder).parseArgs("--curves", file.toString());
    return holder.curves;
  }

  private static String drawing(Path file) throws Exception {
    var factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    assertThat(root.getLocalName()).isEqualTo("svg");
    return Files.readString(file);
  }
}
