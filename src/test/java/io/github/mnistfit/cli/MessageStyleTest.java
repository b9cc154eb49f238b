package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a command is told in a sentence: one style for all, see CONTRIBUTING.md. */
class MessageStyleTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate none.csv",
        "evaluate empty.csv",
        "evaluate wrong.csv",
        "evaluate unnamed.csv",
        "evaluate .",
        "evaluate samples/thin.jpg",
        "read --labels empty.csv",
        "evaluate none",
        "train --pictures",
        "train --from model.zip",
        "train -o none/model.zip",
        "train --curves curves.png",
        "fit -o empty.csv/fitted samples/thin.jpg",
        "fit --idx none/train.idx samples/thin.jpg",
        "predict --model none.zip samples/thin.jpg",
        "predict --files-from none.txt",
        "predict --report none/report.html samples/thin.jpg",
        "predict --steps empty.csv/steps samples/thin.jpg",
        "predict",
        "model import none.h5",
        "model export --to onnx -o none/digits.onnx",
        "model verify none.zip",
        "model verify empty.csv",
        "serve --port 70000"
      })
  void whatEndsACommandIsASentence(String commandLine) throws IOException {
    Files.writeString(folder.resolve("empty.csv"), "path,label\n");
    Files.writeString(folder.resolve("wrong.csv"), "path,label\na.png,ten\n");
    Files.writeString(folder.resolve("unnamed.csv"), "file,digit\na.png,1\n");
    String[] arguments = commandLine.split(" ", -1);
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i].replaceFirst("^(none|empty|wrong|unnamed|[.]$)", folder + "/$1");
    }
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.status()).isIn(ExitStatus.USAGE, ExitStatus.CANNOT_WORK);
    String said = run.err().lines().findFirst().orElseThrow();
    // A path or an option is as the user gave it.
    assertThat(said).matches("mnistfit: (\\p{Lu}|--|" + folder + "|samples/).*[.?]");
  }
}
