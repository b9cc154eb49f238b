package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage is told in two lines, with the nearest right word. */
class UsageErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predcit 7.png | There is no command predcit; did you mean predict? | mnistfit",
        "version | There is no command version; did you mean --version? | mnistfit",
        "help predcit | There is no command predcit; did you mean predict? | mnistfit",
        "predict --fromat=csv 7.png | There is no option --fromat; did you mean --format? |"
            + " mnistfit predict",
        "predict --min-conf=0.9 7.png | There is no option --min-conf; did you mean"
            + " --min-confidence? | mnistfit predict",
        "predict --color 7.png | There is no option --color; did you mean --no-color? |"
            + " mnistfit predict",
        "help predict extra | predict has no commands of its own. | mnistfit predict",
        "predict --json=yes 7.png | --json takes no value. | mnistfit predict",
        "predict --colour 7.png | There is no option --colour; did you mean --no-color? |"
            + " mnistfit predict",
        "predict --resume=x.txt 7.png | --resume must name a file that ends in .csv. |"
            + " mnistfit predict",
        "fit --out x 7.png | There is no option --out; did you mean --output? | mnistfit fit",
        "eval labels.csv | There is no command eval; did you mean evaluate? | mnistfit",
        "predict --no-such-option 7.png | There is no option --no-such-option. | mnistfit predict",
        "predict --format=xml 7.png | --format can't be xml: choose one of text, csv, jsonl. |"
            + " mnistfit predict",
        "predict --format=cvs 7.png | --format can't be cvs; did you mean csv? | mnistfit predict",
        "predict --fit=robst 7.png | --fit can't be robst; did you mean robust? | mnistfit predict",
        "fit --fit=x 7.png | --fit can't be x: choose one of robust, article. | mnistfit fit",
        "train --architecture=wider | --architecture can't be wider; did you mean wide? | mnistfit"
            + " train",
        "predict --max-pixels=100M 7.png | --max-pixels takes a whole number, not 100M. |"
            + " mnistfit predict",
        "predict --min-confidence=high 7.png | --min-confidence takes a number, not high. |"
            + " mnistfit predict",
        "predict --model | --model needs a value: --model=FILE. | mnistfit predict",
        "predict --model= 7.png | --model needs a value: --model=FILE. | mnistfit predict",
        "predict --engine= 7.png | --engine needs a value: --engine=NAME. | mnistfit predict",
        "predict --max-pixels= 7.png | --max-pixels needs a value: --max-pixels=N. | mnistfit predict",
        "fit --output= 7.png | --output needs a value: --output=DIR. | mnistfit fit",
        "fit --model=m.zip -o out 7.png | --model is for --steps: -o and --idx write what no network"
            + " has read. | mnistfit fit",
        "fit --steps=a.png --idx=./a.png 7.png | a.png is named for two outputs: name another file"
            + " for one of them. | mnistfit fit",
        "evaluate --errors=a.html --report=a.html l.csv | a.html is named for two outputs: name"
            + " another file for one of them. | mnistfit evaluate",
        "train --curves=a.csv -o a.csv | a.csv is named for two outputs: name another file for one"
            + " of them. | mnistfit train",
        "model export | Missing --to: choose one of onnx, keras. | mnistfit model export",
        "model verify | Missing FILE: the model file. | mnistfit model verify",
        "model export --forse | There is no option --forse; did you mean --force? | mnistfit model export",
        "train --recipe=artcle | --recipe can't be artcle; did you mean article? | mnistfit train",
        "train 7.png | train takes no arguments, only options, not \"7.png\". |"
            + " mnistfit train",
        "train --epochs=3 --epochs=4 | --epochs is given twice. | mnistfit train",
        "predict --top=2 --json 7.png | --top is for text: csv and jsonl have all ten digits. |"
            + " mnistfit predict",
        "predict --top=2 --resume=a.csv 7.png | --top is for text: csv and jsonl have all ten"
            + " digits. | mnistfit predict",
        "predict --force 7.png | --force needs --steps. | mnistfit predict",
        "predict --json --json 7.png | --json is given twice. | mnistfit predict",
        "predict --format=csv --format=text 7.png | --format is given twice. | mnistfit predict",
        "model shwo | There is no command shwo; did you mean show? | mnistfit model",
        "model | Missing COMMAND: show, verify, import or export. | mnistfit model",
        "predict --report=r.txt 7.png | --report must name a file that ends in .html. |"
            + " mnistfit predict",
        "--model=x.zip predict 7.png | There is no option --model before the command: a command's"
            + " own options go behind it. | mnistfit",
        "fit --idx - 7.png | --idx must name a file: there are two to be written. | mnistfit fit",
        "evaluate l.csv m.csv | evaluate takes one LABELS. | mnistfit evaluate",
        "predict --json --format=csv 7.png | --format and --json don't go together. | mnistfit"
            + " predict",
        "photos/7.png | There is no command photos/7.png; did you mean mnistfit predict"
            + " photos/7.png? | mnistfit",
        "evaluate --refit l.csv | LABELS and --refit don't go together. | mnistfit evaluate",
        "evaluate --data=d l.csv | LABELS and --data don't go together. | mnistfit evaluate",
        "evaluate --fit=article | MNIST's test images are read as they are: --fit needs LABELS or"
            + " --refit. | mnistfit evaluate",
        "evaluate l.csv --each-step --fit=article | --each-step and --fit don't go together. |"
            + " mnistfit evaluate",
        "evaluate l.csv --each-step --errors=x.csv --report=r.html | --each-step and --errors don't"
            + " go together. | mnistfit evaluate",
        "evaluate l.csv --each-step --report=r.html | --each-step and --report don't go together. |"
            + " mnistfit evaluate",
        "--hlep | There is no option --hlep; did you mean --help? | mnistfit",
        "--verison | There is no option --verison; did you mean --version? | mnistfit",
        "--no-colour predict 7.png | There is no option --no-colour; did you mean --no-color? |"
            + " mnistfit",
        "-x | There is no option -x before the command: a command's own options go behind it. |"
            + " mnistfit",
        "--verbose | Missing COMMAND. | mnistfit",
        "-q --no-color | Missing COMMAND. | mnistfit",
        "-q --hlep predict 7.png | There is no option --hlep; did you mean --help? | mnistfit",
        "cache clean | cache takes no arguments, only options, not \"clean\"; did you mean"
            + " --clean? | mnistfit cache",
        "predict -o x 7.png | There is no option -o: mnistfit predict writes to standard output;"
            + " add > FILE. | mnistfit predict",
        "read --output=x 7.png | There is no option --output: mnistfit read writes to standard"
            + " output; add > FILE. | mnistfit read",
        "train --epochs=99999999999 | --epochs can't be 99999999999: that is too large. | mnistfit"
            + " train",
        "train --epochs=-99999999999 | --epochs can't be -99999999999: that is too small. |"
            + " mnistfit train",
        "predict --steps=x.jpg 7.png | --steps must name a file that ends in .png, or a folder. |"
            + " mnistfit predict",
        "predict --steps=- 7.png | --steps must name a file that ends in .png, or a folder. |"
            + " mnistfit predict",
        "read --steps=s.txt 7.png | --steps must name a file that ends in .png, or a folder. |"
            + " mnistfit read",
        "fit --steps=s.GIF 7.png | --steps must name a file that ends in .png, or a folder. |"
            + " mnistfit fit",
        "fit -o=- 7.png | --output must name a folder. | mnistfit fit",
        "fit -o=x.png 7.png | --output must name a folder. | mnistfit fit",
        "read --labels=l.csv --marks | --labels can't be used with --marks, -r, --pages or --null."
            + " | mnistfit read",
        "read --labels=l.csv --pages | --labels can't be used with --marks, -r, --pages or --null."
            + " | mnistfit read"
      })
  void twoLines(String arguments, String what, String command) {
    CommandLineRun run = CommandLineRun.of(arguments.split(" ", -1));
    assertThat(run.err()).isEqualTo("mnistfit: " + what + "\nTry '" + command + " --help'.\n");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.out()).isEmpty();
  }

  /** As a script's variable is that is unset; it isn't the folder where one is. */
  @ParameterizedTest
  @CsvSource({"predict, @", "read, @", "fit, -o x @", "predict, 7.png @"})
  void anEmptyPathIsNotThisFolder(String command, String arguments) {
    String typed = command + " " + arguments.replace("@", "");
    CommandLineRun run = CommandLineRun.of(typed.split(" ", -1));
    assertThat(run.err())
        .isEqualTo(
            "mnistfit: PATH is empty: a picture, a folder of pictures, or - for a picture's bytes"
                + " on stdin.\nTry 'mnistfit "
                + command
                + " --help'.\n");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict --files-from=", "serve --host="})
  void norIsAnEmptyNameBehindAnOption(String command) {
    CommandLineRun run = CommandLineRun.of(command.split(" ", -1));
    assertThat(run.err()).contains(" needs a value: ").hasLineCount(2);
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  /** A pattern like * may stand for files of any name. */
  @Test
  void namesAreEscaped() {
    assertThat(CommandLineRun.of("predict", "--\u001b]0;x\u0007\n.png").err())
        .isEqualTo(
            """
            mnistfit: There is no option --\\x1b]0;x\\x07\\n.png.
            Try 'mnistfit predict --help'.
            """);
  }

  @Test
  void noArgumentsAreWrongUsageToo() {
    assertThat(CommandLineRun.of().err())
        .isEqualTo("mnistfit: Missing COMMAND.\nTry 'mnistfit --help'.\n");
  }

  @Test
  void whatEveryCommandTakesMayStandBeforeIt() {
    CommandLineRun run =
        CommandLineRun.of(
            "-v", "--no-color", "predict", "--model=models/article.zip", "samples/centred.png");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.err()).contains(" s  opening models/article.zip");
    for (String command : new String[] {"model show", "completion bash", "help"}) {
      assertThat(CommandLineRun.of(("--no-color " + command).split(" ", -1)).status())
          .isEqualTo(ExitStatus.OK);
      assertThat(CommandLineRun.of((command + " --no-color").split(" ", -1)).status())
          .isEqualTo(ExitStatus.OK);
    }
  }
}
