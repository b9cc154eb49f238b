package io.github.mnistfit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistfit.evaluation.Tally;
import io.github.mnistfit.network.DigitNetwork;
import io.github.mnistfit.network.Model;
import io.github.mnistfit.network.ModelFile;
import io.github.mnistfit.network.ModelFileException;
import io.github.mnistfit.network.Provenance;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    header = "Tells what a model is.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ModelCommand implements Runnable {
  private final Environment environment;
  @Spec private CommandSpec spec;

  ModelCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "show",
      header = "Shows architecture, training, accuracy and checksums of a model.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              description = "The model (default: the one that is shipped).")
          Path file,
      @Option(names = "--json", description = "Print it as one JSON object.") boolean json)
      throws CannotWorkException {
    Path shown = file == null ? ModelOption.shipped() : file;
    try {
      Model model = ModelFile.read(shown);
      Provenance provenance = ModelFile.readProvenance(shown);
      if (json) {
        printJson(model, provenance);
      } else {
        print(shown, model, provenance, environment.out());
      }
      return ExitStatus.OK;
    } catch (ModelFileException e) {
      throw new CannotWorkException(e.getMessage(), e);
    }
  }

  private void printJson(Model model, Provenance provenance) {
    var json = new ObjectMapper();
    ObjectNode object = json.createObjectNode();
    object.put("architecture", model.architecture().label());
    object.put("parameters", model.parameters().length);
    object.put("temperature", model.temperature());
    object.put("sha256", ModelFile.sha256(model));
    object.set("provenance", json.valueToTree(provenance));
    environment.out().println(object);
  }

  private static void print(Path file, Model model, Provenance provenance, PrintStream out) {
    line(out, "model", Texts.printable(file.toString()));
    line(out, "architecture", model.architecture().label());
    for (String layer : DigitNetwork.layers(model.architecture())) {
      line(out, "", layer);
    }
    line(out, "parameters", String.format(Locale.ROOT, "%,d", model.parameters().length));
    line(out, "temperature", Double.toString(model.temperature()));
    line(out, "weights", "SHA-256 " + ModelFile.sha256(model));
    line(out, "made", provenance.created() + " by");
    line(out, "", provenance.command());
    line(out, "time", String.format(Locale.ROOT, "%.0f s", provenance.seconds()));
    Optional.ofNullable(provenance.test()).ifPresent(test -> line(out, "test images", text(test)));
    section(out, "settings", provenance.settings());
    section(out, "versions", provenance.versions());
    out.println("data (SHA-256 of the unpacked files)");
    provenance.data().forEach((name, sum) -> out.println("  " + name + "\n    " + sum));
    out.println("epochs");
    provenance.epochs().forEach(epoch -> out.println(text(epoch)));
  }

  private static void section(PrintStream out, String name, Map<String, ?> entries) {
    out.println(name);
    entries.forEach((key, value) -> out.printf(Locale.ROOT, "  %-15s %s%n", key, value));
  }

  private static void line(PrintStream out, String name, String value) {
    out.printf(Locale.ROOT, "%-13s %s%n", name, value);
  }

  private static String text(Provenance.Score score) {
    var tally = new Tally(score.correct(), score.n());
    return String.format(
        Locale.ROOT,
        "%d of %d right, %.2f %% (95 %% interval %.2f to %.2f)",
        tally.correct(),
        tally.n(),
        100 * tally.accuracy(),
        100 * tally.interval().low(),
        100 * tally.interval().high());
  }

  private static String text(Provenance.Epoch epoch) {
    String heldOut =
        epoch.heldOut() == null
            ? ""
            : String.format(Locale.ROOT, "  held out %.2f %%", 100 * epoch.heldOut().accuracy());
    return String.format(
        Locale.ROOT,
        "  %2d  loss %.4f%s  %.1f s",
        epoch.epoch(),
        epoch.loss(),
        heldOut,
        epoch.seconds());
  }
}
