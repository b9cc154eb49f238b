package io.github.mnistfit.spark;

import io.github.mnistfit.spark.input.InputFile;
import io.github.mnistfit.spark.input.InputKind;
import io.github.mnistfit.spark.input.Picture;
import io.github.mnistfit.spark.input.Pictures;
import io.github.mnistfit.spark.input.Slices;
import io.github.mnistfit.spark.output.AnswerRows;
import io.github.mnistfit.spark.output.BatchFolder;
import io.github.mnistfit.spark.output.OutputFormat;
import io.github.mnistfit.spark.recognizer.AnswerIterator;
import io.github.mnistfit.spark.recognizer.Question;
import io.github.mnistfit.spark.recognizer.RecognizerSettings;
import io.github.mnistfit.spark.recognizer.Recognizers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Recognises the pictures of an input in batches, each of which is committed as a whole, so that
 * what broke off can be resumed.
 *
 * @param question what is asked about each picture
 * @param settings how pictures are recognised
 * @param provenance of the answers, as {@link #provenance} tells it; an executor with another one
 *     fails
 * @param format how answers are written
 * @param sizes how the work is divided
 */
record RecognitionJob(
    Question question,
    RecognizerSettings settings,
    Map<String, String> provenance,
    OutputFormat format,
    Sizes sizes)
    implements Serializable {
  /** The answers of so many pictures are a file. */
  private static final long PICTURES_A_FILE = 250_000;

  /**
   * How the work is divided.
   *
   * @param task so many picture files are a task
   * @param batch so many pictures are a batch, about
   */
  record Sizes(int task, long batch) implements Serializable {}

  /**
   * What was written.
   *
   * @param pictures that were answered, each with a row at least
   * @param rows of all of them
   * @param errors rows that say why there is no answer
   */
  record Counts(long pictures, long rows, long errors) {
    Counts plus(Counts other) {
      return new Counts(pictures + other.pictures, rows + other.rows, errors + other.errors);
    }
  }

  /**
   * What one of the executors has to recognise with: the driver's machine may have no mnistfit.
   *
   * @return as {@link Recognizers#provenance}
   */
  static Map<String, String> provenance(SparkSession spark, RecognizerSettings settings) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(settings), 1)
        .map(asked -> new TreeMap<>(Recognizers.provenance(asked)))
        .first();
  }

  /**
   * Does what isn't done.
   *
   * @param files of the input, sorted
   * @param progress is told of each batch
   * @throws IllegalArgumentException if a table isn't one of pictures; the message is for the user
   * @throws IOException if the output can't be written
   */
  Counts run(
      SparkSession spark, List<InputFile> files, BatchFolder output, Consumer<String> progress)
      throws IOException {
    var pictures = new Pictures(spark);
    List<List<InputFile>> batches =
        batches(files.stream().filter(file -> !output.isDone(file.path())).toList());
    var all = new Counts(0, 0, 0);
    for (int i = 0; i < batches.size(); i++) {
      List<InputFile> batch = batches.get(i);
      long start = System.nanoTime();
      Counts counts = write(spark, pictures.in(batch, sizes.task()), batch, output.next());
      output.commit(batch.stream().map(InputFile::path).toList());
      all = all.plus(counts);
      double seconds = (System.nanoTime() - start) / 1e9;
      progress.accept(
          "batch %d of %d: %d pictures in %.1f s, %.0f a second"
              .formatted(
                  i + 1, batches.size(), counts.pictures(), seconds, counts.pictures() / seconds));
    }
    return all;
  }

  /** Files of one kind each, so many that they have about as many pictures as a batch. */
  private List<List<InputFile>> batches(List<InputFile> files) {
    Map<InputKind, List<InputFile>> kinds = new EnumMap<>(InputKind.class);
    files.forEach(file -> kinds.computeIfAbsent(file.kind(), k -> new ArrayList<>()).add(file));
    List<List<InputFile>> batches = new ArrayList<>();
    for (List<InputFile> kind : kinds.values()) {
      batches.addAll(
          kind.get(0).kind() == InputKind.DELTA
              ? Slices.ofSize(kind, 1)
              : Slices.ofWeight(kind, InputFile::pictures, sizes.batch()));
    }
    return batches;
  }

  private Counts write(
      SparkSession spark, JavaRDD<Picture> pictures, List<InputFile> batch, String folder)
      throws IOException {
    long expected = batch.stream().mapToLong(InputFile::pictures).sum();
    Dataset<Row> answers =
        spark.createDataFrame(
            pictures.mapPartitions(this::rows), AnswerRows.columns(question, format));
    // Answers are small, and gathered into few files. This way they also come through a shuffle,
    // and a task of the stage before it may be run twice without a row's being written twice.
    int outputs = (int) Math.max(1, (expected + PICTURES_A_FILE - 1) / PICTURES_A_FILE);
    Dataset<Row> sorted =
        answers.repartition(outputs, functions.col("path")).sortWithinPartitions(order());
    var counted = new Observation("answers");
    var writer =
        sorted
            .observe(
                counted,
                functions.count(functions.lit(1)).as("rows"),
                functions.count_if(isFirst()).as("pictures"),
                functions.count_if(functions.col("error").isNotNull()).as("errors"))
            .write()
            .format(format.name());
    switch (format) {
      // As mnistfit writes them: RFC 4180, and nulls that are written.
      case csv ->
          writer =
              writer
                  .option("header", "true")
                  .option("escape", "\"")
                  .option("ignoreLeadingWhiteSpace", "false") // a name may begin with it
                  .option("ignoreTrailingWhiteSpace", "false");
      case json -> writer = writer.option("ignoreNullFields", "false");
      case parquet -> {}
    }
    writer.save(folder);
    Map<String, ?> counts = result(counted);
    var written =
        new Counts(
            ((Number) counts.get("pictures")).longValue(),
            ((Number) counts.get("rows")).longValue(),
            ((Number) counts.get("errors")).longValue());
    if (batch.get(0).kind() == InputKind.FILES && written.pictures() != batch.size()) {
      throw new IllegalStateException(
          "%d of %d pictures were answered".formatted(written.pictures(), batch.size()));
    }
    return written;
  }

  /** What was counted of what has been written. */
  static Map<String, ?> result(Observation counted) throws InterruptedIOException {
    try {
      return counted.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private Iterator<Row> rows(Iterator<Picture> pictures) throws IOException {
    var answers = new AnswerIterator(pictures, question, Recognizers.get(settings, provenance));
    return new RowIterator(
        answers, item -> AnswerRows.rows(question, format, settings.fit(), item));
  }

  private Column[] order() {
    return question == Question.DIGIT
        ? new Column[] {functions.col("path")}
        : new Column[] {functions.col("path"), functions.col("line").cast("int")};
  }

  /** Whether a row is a picture's first. */
  private Column isFirst() {
    return question == Question.DIGIT
        ? functions.lit(true)
        : functions.coalesce(functions.col("line").cast("int"), functions.lit(1)).equalTo(1);
  }
}
