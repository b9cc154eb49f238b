package io.github.mnistfit.spark;

import io.github.mnistfit.spark.input.InputFile;
import io.github.mnistfit.spark.output.BatchFolder;
import io.github.mnistfit.spark.output.OutputFormat;
import io.github.mnistfit.spark.recognizer.Question;
import io.github.mnistfit.spark.recognizer.RecognizerSettings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code predict} and {@code read} have in common. */
final class JobOptions {
  /** A batch takes about a minute, however many cores there are. */
  private static final long BATCH_A_CORE = 50_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private InputOptions input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      required = true,
      description = "The folder to write, which isn't there yet, or is empty.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.parquet;

  @Option(
      names = "--resume",
      description = "Go on with an output that is there already: only what is missing is done.")
  private boolean resume;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The model: a file on every machine, or one that was sent with --files (default: the one"
              + " that is shipped).")
  private String model = "";

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description = "Tell no digit of less confidence, in [0, 1] (default: the model's own).")
  private Double minConfidence;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Refuse pictures of more pixels (default: ${DEFAULT-VALUE}).")
  private long maxPixels = RecognizerSettings.MAX_PIXELS;

  @Option(
      names = "--task-size",
      paramLabel = "N",
      description = "So many picture files are a task (default: ${DEFAULT-VALUE}).")
  private int taskSize = 2000;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Commit the answers of about N pictures together, 8 KiB of Parquet or an archive being"
              + " one: no more is lost with the driver (default: 50000 a core).")
  private Long batchSize;

  /**
   * Runs the job.
   *
   * @param fit the fit's name
   * @return the exit status
   * @throws IllegalArgumentException if it can't work; the message is for the user
   * @throws IOException if the output can't be written
   */
  int run(Question question, String fit) throws IOException {
    check();
    var settings =
        new RecognizerSettings(
            model,
            fit,
            minConfidence == null ? RecognizerSettings.MODELS_OWN : minConfidence,
            maxPixels);
    SparkSession spark = SparkSession.builder().appName("mnistfit " + command.name()).getOrCreate();
    // Tasks of a few thousand small pictures, and few large ones in memory at a time.
    setUnlessGiven(spark, "spark.sql.files.maxPartitionBytes", "16m");
    setUnlessGiven(spark, "spark.sql.parquet.columnarReaderBatchSize", "256");
    List<InputFile> files = input.files(spark);
    Map<String, String> provenance = RecognitionJob.provenance(spark, settings);
    var folder =
        BatchFolder.open(
            output, described(fit, provenance), resume, spark.sparkContext().hadoopConfiguration());
    var sizes =
        new RecognitionJob.Sizes(
            taskSize,
            batchSize == null
                ? BATCH_A_CORE * spark.sparkContext().defaultParallelism()
                : batchSize);
    RecognitionJob.Counts counts =
        new RecognitionJob(question, settings, provenance, format, sizes)
            .run(spark, files, folder, Main::tell);
    Main.tell(
        String.format(
            Locale.ROOT,
            "%d pictures in %d rows, %d of them with an error, are written to %s",
            counts.pictures(),
            counts.rows(),
            counts.errors(),
            output));
    return 0;
  }

  private static void setUnlessGiven(SparkSession spark, String setting, String value) {
    if (!spark.sparkContext().getConf().contains(setting)) {
      spark.conf().set(setting, value);
    }
  }

  private void check() {
    if (minConfidence != null && !(minConfidence >= 0 && minConfidence <= 1)) {
      throw new ParameterException(
          command.commandLine(), "--min-confidence must be a number from 0 to 1.");
    }
    requirePositive("--max-pixels", maxPixels);
    requirePositive("--task-size", taskSize);
    requirePositive("--batch-size", batchSize == null ? 1 : batchSize);
  }

  private void requirePositive(String option, long value) {
    if (value < 1) {
      throw new ParameterException(command.commandLine(), option + " must be at least 1.");
    }
  }

  /** What decides about the answers and how they look. */
  private Map<String, String> described(String fit, Map<String, String> provenance) {
    var described = new TreeMap<String, String>(provenance);
    described.put("command", command.name());
    described.put("--format", format.name());
    described.put("--fit", fit);
    described.put(
        "--min-confidence", minConfidence == null ? "of the model" : minConfidence.toString());
    described.put("--max-pixels", Long.toString(maxPixels));
    return described;
  }
}
