package io.github.mnistfit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistfit.spark.input.InputFile;
import io.github.mnistfit.spark.input.InputFiles;
import io.github.mnistfit.spark.input.InputKind;
import io.github.mnistfit.spark.recognizer.RecognizerSettings;
import io.github.mnistfit.spark.recognizer.Recognizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job in {@code local[2]}, held against mnistfit on one machine. */
final class LocalJobTest {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("mnistfit.distribution"));
  private static final Path PROJECT = DISTRIBUTION.getParent().getParent();

  /**
   * Numbers may differ so much: the network's last bits depend on how pictures fall into batches.
   */
  private static final double ROUNDING = 1.1e-4;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Path pictures;

  /** The pictures, sorted; an empty file, text, half a picture and a bill among them. */
  private static final List<String> NAMES =
      List.of(
          "a name with 'quotes', commas and %41.png",
          "bill.jpg",
          "blue-ink.jpg",
          "centred.png",
          "empty.png",
          "half.jpg",
          "shadow.jpg",
          "text.jpg",
          "tilted.jpg",
          "white-on-black.png");

  @BeforeAll
  static void start() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", MnistfitExtensions.class.getName())
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .config("spark.mnistfit.home", DISTRIBUTION.toString())
            .getOrCreate();
    pictures = Files.createDirectory(folder.resolve("pictures"));
    for (String name : NAMES) {
      Files.write(pictures.resolve(name), content(name));
    }
  }

  private static byte[] content(String name) throws IOException {
    Path samples = DISTRIBUTION.resolve("samples");
    return switch (name) {
      case "empty.png" -> new byte[0];
      case "text.jpg" -> "not a picture".getBytes(StandardCharsets.UTF_8);
      case "half.jpg" -> {
        byte[] whole = Files.readAllBytes(samples.resolve("thin.jpg"));
        yield Arrays.copyOf(whole, whole.length / 2);
      }
      case "bill.jpg" -> Files.readAllBytes(PROJECT.resolve("samples-of-numbers").resolve(name));
      default ->
          Files.readAllBytes(samples.resolve(name.startsWith("a name") ? "centred.png" : name));
    };
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void anotherMnistfitThanTheJobsIsRefused() {
    var settings =
        new RecognizerSettings(
            "", "robust", RecognizerSettings.MODELS_OWN, RecognizerSettings.MAX_PIXELS);
    assertThatThrownBy(() -> Recognizers.get(settings, Map.of("mnistfit", "0.0.1")))
        .hasMessageContaining("0.0.1")
        .hasMessageContaining("--files");
  }

  @Test
  void predictAnswersAsOnOneMachineInEveryFormat() throws Exception {
    String[] alone = mnistfit("predict", "--format", "csv");
    for (String format : List.of("csv", "parquet", "json")) {
      Path output = folder.resolve("predict." + format);

      run("predict", pictures.toString(), "-o", output.toString(), "--format", format);

      Dataset<Row> rows = rows(output, format);
      assertThat(rows.columns()).contains("path", "digit", "confidence", "fit", "error", "batch");
      assertSameDigits(alone, format.equals("csv") ? rows : asCsv(rows));
    }
  }

  @Test
  void readAnswersAsOnOneMachineInEveryFormat() throws Exception {
    String[] alone = mnistfit("read", "--format", "csv");
    Path csv = folder.resolve("read.csv");
    Path parquet = folder.resolve("read.parquet");

    run("read", pictures.toString(), "-o", csv.toString(), "--format", "csv");
    run("read", pictures.toString(), "-o", parquet.toString());

    List<Row> rows = rows(csv, "csv").sort("path", "line").drop("batch").collectAsList();
    assertThat(rows).hasSize(alone.length - 1);
    for (int i = 0; i < rows.size(); i++) {
      List<String> expected = fields(alone[i + 1]);
      for (int column = 1; column < expected.size(); column++) {
        assertThat(text(rows.get(i).get(column))).satisfies(new SameField(expected.get(column)));
      }
    }
    Row nested =
        rows(parquet, "parquet")
            .filter("number IS NOT NULL AND path LIKE '%centred.png'")
            .selectExpr("line", "number", "digits[0].digit", "size(digits[0].box)", "error")
            .first();
    assertThat(nested.mkString(" ")).isEqualTo("1 2 2 4 null");
    assertThat(rows).anySatisfy(row -> assertThat(row.<String>getAs("marked")).contains("."));
  }

  @Test
  void everyKindOfInputGivesTheSameAnswers() throws Exception {
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    // A folder's name may be a glob.
    run("pack", pictures.toString(), "-o", inputs.resolve("scan[1],{a}*/p.parquet").toString());
    tar(inputs.resolve("plain.tar"), UnaryOperator.identity());
    tar(inputs.resolve("small.tgz"), LocalJobTest::gzip);
    zip(inputs.resolve("small.zip"));
    sequence(inputs.resolve("pictures.seq"));
    Files.createDirectory(inputs.resolve("files"));
    for (String name : NAMES) {
      Files.copy(pictures.resolve(name), inputs.resolve("files").resolve(name));
    }
    Path output = folder.resolve("kinds");

    run("predict", inputs.toString(), "-r", "-o", output.toString());

    Dataset<Row> rows = rows(output, "parquet");
    assertThat(rows.count()).isEqualTo(6L * NAMES.size());
    rows.groupBy(functions.regexp_extract(functions.col("path"), "[^/]*$", 0))
        .agg(
            functions.count_distinct(
                functions.coalesce(functions.col("digit"), functions.lit(-1)),
                functions.coalesce(functions.col("error"), functions.lit(""))))
        .collectAsList()
        .forEach(same -> assertThat(same.getLong(1)).describedAs(same.getString(0)).isEqualTo(1));
  }

  @Test
  void brokenArchivesAreRowsWithTheirErrors() throws Exception {
    Path archives = Files.createDirectory(folder.resolve("archives"));
    tar(archives.resolve("half.tar"), UnaryOperator.identity());
    byte[] whole = Files.readAllBytes(archives.resolve("half.tar"));
    Files.write(archives.resolve("half.tar"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(archives.resolve("text.zip"), "no archive");
    Files.writeString(archives.resolve("text.tar.gz"), "no archive at all");
    Files.writeString(archives.resolve("text.seq"), "no SequenceFile");
    lyingTar(archives.resolve("lying.tar"));
    Path output = folder.resolve("broken");

    run("predict", archives.toString(), "-o", output.toString());

    List<Row> errors =
        rows(output, "parquet").filter("path NOT LIKE '%!/%'").sort("path").collectAsList();
    assertThat(errors)
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.<String>getAs("error")).isNotEmpty());
    assertThat(rows(output, "parquet").filter("digit IS NOT NULL").count()).isGreaterThan(1);
  }

  @Test
  void packTellsWhatItCouldNotRead() throws Exception {
    Path input = Files.createDirectory(folder.resolve("to-pack"));
    Files.copy(pictures.resolve("centred.png"), input.resolve("centred.png"));
    Files.writeString(input.resolve("text.zip"), "no archive");
    Path output = folder.resolve("packed.parquet");

    assertThat(fail(1, "pack", input.toString(), "-o", output.toString()))
        .contains("2 files are packed in", "2 rows, 1 of them with an error");
    assertThat(spark.read().parquet(output.toString()).filter("content IS NULL").count())
        .isEqualTo(1);
  }

  @Test
  void tableIsOneHoweverItsNameIsWritten() throws IOException {
    assertThat(
            InputFiles.list(
                spark,
                List.of("/t/", "/t", "file:///t"),
                Optional.of(InputKind.DELTA),
                false,
                Optional.empty()))
        .extracting(InputFile::path)
        .containsExactly("file:/t");
  }

  @Test
  void resumeDoesWhatIsMissing() throws Exception {
    Path input = Files.createDirectory(folder.resolve("growing"));
    for (String name : NAMES.subList(0, 6)) {
      Files.copy(pictures.resolve(name), input.resolve(name));
    }
    String output = folder.resolve("resumed").toString();
    run("predict", input.toString(), "-o", output, "--batch-size", "2", "--task-size", "1");
    List<Row> before = paths(output);
    assertThat(before).hasSize(6);

    // A batch that was broken off, and pictures that came later.
    Files.delete(Path.of(output, "_mnistfit", "batch-000001.txt"));
    for (String name : NAMES.subList(6, 9)) {
      Files.copy(pictures.resolve(name), input.resolve(name));
    }
    String again = run("predict", input.toString(), "-o", output, "--batch-size", "2", "--resume");

    assertThat(again).contains("5 pictures in 5 rows");
    assertThat(paths(output)).hasSize(9).doesNotHaveDuplicates();
    assertThat(run("predict", input.toString(), "-o", output, "--resume"))
        .contains("0 pictures in 0 rows");
    assertThat(fail(3, "predict", input.toString(), "-o", output)).contains("--resume");
    assertThat(fail(3, "predict", input.toString(), "-o", output, "--resume", "--fit", "article"))
        .contains("was written with --fit robust, not article");
  }

  @Test
  void resumeGoesOnOnlyWithTheSameModelWhateverItsFileIsCalled() throws Exception {
    String picture = pictures.resolve("centred.png").toString();
    String output = folder.resolve("one-model").toString();
    Path same = folder.resolve("same.zip");
    Files.copy(DISTRIBUTION.resolve("models/default.zip"), same);
    String other = DISTRIBUTION.resolve("models/article.zip").toString();
    run("predict", picture, "-o", output);

    assertThat(run("predict", picture, "-o", output, "--resume", "--model", same.toString()))
        .contains("0 pictures in 0 rows");
    assertThat(fail(3, "predict", picture, "-o", output, "--resume", "--model", other))
        .matches(
            "mnistfit: \\S+one-model was written with a model of SHA-256 [0-9a-f]{16}, not"
                + " [0-9a-f]{16}: use the same, or another folder.\n");
    assertThat(paths(output)).hasSize(1);

    Path settings = Path.of(output, "_mnistfit", "settings.json");
    String before = Files.readString(settings);
    Files.writeString(settings, before.substring(0, 10));
    assertThat(fail(3, "predict", picture, "-o", output, "--resume"))
        .endsWith("settings.json is damaged: name another folder.\n");
    Files.delete(settings.resolveSibling(".settings.json.crc")); // Hadoop's
    assertThat(fail(3, "predict", picture, "-o", output, "--resume")).contains("is damaged");
    Files.writeString(settings, before.replaceAll("(\"mnistfit\"):\"[^\"]+\"", "$1:\"0.0.1\""));
    assertThat(fail(3, "predict", picture, "-o", output, "--resume"))
        .containsPattern("was written with mnistfit 0\\.0\\.1, not \\d");
  }

  @Test
  void aJobThatWasKilledBeforeItWroteAnythingLeavesNothingInTheWay() throws Exception {
    Path output = folder.resolve("barely");
    Path notes = Files.createDirectories(output.resolve("_mnistfit"));
    Files.writeString(notes.resolve(".settings.json.part"), "{");
    String picture = pictures.resolve("centred.png").toString();
    assertThat(run("predict", picture, "-o", output.toString())).contains("1 pictures in 1 rows");
  }

  private static List<Row> paths(String output) {
    return spark.read().parquet(output).select("path").collectAsList();
  }

  @Test
  void functionsAnswerInSqlAndByTheirNames() {
    String files = "binaryFile.`" + pictures.resolve("centred.png") + "`";

    Row sql =
        spark
            .sql("SELECT digit(content).digit, digits(content).lines.number FROM " + files)
            .first();
    Dataset<Row> table = spark.read().format("binaryFile").load(pictures.toString());
    List<Row> errors =
        table
            .select(functions.call_function("digit", functions.col("content")).as("d"))
            .filter("d.error IS NOT NULL")
            .collectAsList();

    assertThat(sql.getInt(0)).isEqualTo(2);
    assertThat(sql.getList(1)).hasToString("[2]");
    // Half a picture, text, and a bill; the empty file is left out by Spark's own reader.
    assertThat(errors).hasSize(3);
    assertThat(spark.sql("SELECT digit(NULL) IS NULL").first().getBoolean(0)).isTrue();
    assertThatThrownBy(() -> spark.sql("SELECT digit('a.png')"))
        .hasMessage("digit takes a picture file's bytes (BINARY), not STRING");
  }

  @Test
  void functionsObeyTheSessionsSettings() {
    String query =
        "SELECT digit(content).digit FROM binaryFile.`" + pictures.resolve("centred.png") + "`";
    try {
      spark.sql("SET spark.mnistfit.minConfidence=1");
      assertThat(spark.sql(query).first().isNullAt(0)).isTrue();
      spark.conf().set("spark.mnistfit.minConfidence", "0");
      assertThat(spark.sql(query).first().getInt(0)).isEqualTo(2);
      for (String wrong : List.of("2", "NaN", "high")) {
        spark.conf().set("spark.mnistfit.minConfidence", wrong);
        assertThatThrownBy(() -> spark.sql(query))
            .hasMessage(
                "spark.mnistfit.minConfidence must be a number from 0 to 1, not " + wrong + ".");
      }
      spark.conf().unset("spark.mnistfit.minConfidence");
      spark.conf().set("spark.mnistfit.fit", "best");
      assertThatThrownBy(() -> spark.sql(query))
          .hasMessage("spark.mnistfit.fit must be robust or article, not best.");
      spark.conf().unset("spark.mnistfit.fit");
      spark.conf().set("spark.mnistfit.maxPixels", "0");
      assertThatThrownBy(() -> spark.sql(query))
          .hasMessage("spark.mnistfit.maxPixels must be a whole number, at least 1, not 0.");
    } finally {
      for (String name : List.of("minConfidence", "fit", "maxPixels")) {
        spark.conf().unset("spark.mnistfit." + name);
      }
    }
  }

  /** The document's example, as it stands there. */
  @Test
  void examplesInSqlRun() throws IOException {
    String document = Files.readString(Path.of("docs/spark.md"));
    int begin = document.indexOf("```sql\n") + 7;
    String[] queries = document.substring(begin, document.indexOf("```", begin)).split(";", -1);

    List<Row> digits = spark.sql(queries[0]).collectAsList();
    List<Row> counts = spark.sql(queries[1]).collectAsList();

    assertThat(digits)
        .filteredOn(row -> row.getString(0).endsWith("/blackboard.jpg"))
        .extracting(row -> row.getInt(1))
        .containsExactly(3);
    assertThat(counts).hasSize(11).element(0).extracting(row -> row.get(0)).isNull();
  }

  @Test
  void saysWhatIsWrongInALine() throws IOException {
    // A name that begins with @ names no file of arguments.
    Path arguments = Files.writeString(folder.resolve("arguments"), "--help");
    assertThat(fail(3, "predict", "@" + arguments, "-o", "y")).contains("@");
    assertThat(fail(2, "predict", pictures.toString())).contains("--output");
    assertThat(fail(2, "predict", "x", "-o", "y", "--min-confidence", "2")).contains("from 0 to 1");
    assertThat(fail(3, "predict", folder.resolve("nothing").toString(), "-o", "y"))
        .contains("nothing");
    assertThat(
            fail(
                3,
                "predict",
                pictures.toString(),
                "-o",
                folder.resolve("bad-model").toString(),
                "--model",
                "none.zip"))
        .contains("There is no model none.zip on this machine");
  }

  private static String run(String... arguments) {
    return fail(0, arguments);
  }

  /** What a command says on standard error, which ends with a status. */
  private static String fail(int status, String... arguments) {
    PrintStream before = System.err;
    var said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.commandLine().execute(arguments))
          .describedAs(() -> said.toString(StandardCharsets.UTF_8))
          .isEqualTo(status);
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  /** The lines that mnistfit itself prints about the pictures; no field of them has a newline. */
  private static String[] mnistfit(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(DISTRIBUTION.resolve("bin/mnistfit").toString());
    command.addAll(List.of(arguments));
    NAMES.forEach(name -> command.add(pictures.resolve(name).toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).split("\n");
    }
  }

  private static Dataset<Row> rows(Path output, String format) {
    return spark
        .read()
        .option("header", "true")
        .option("escape", "\"")
        .format(format)
        .load(output.toString());
  }

  private static Dataset<Row> asCsv(Dataset<Row> rows) {
    List<String> columns = new ArrayList<>(List.of("path", "digit", "confidence"));
    for (int digit = 0; digit < 10; digit++) {
      columns.add("probabilities[" + digit + "]");
    }
    columns.addAll(List.of("fit", "error"));
    return rows.selectExpr(columns.toArray(String[]::new));
  }

  private static void assertSameDigits(String[] alone, Dataset<Row> rows) {
    List<Row> sorted = rows.sort("path").collectAsList();
    assertThat(sorted).hasSize(NAMES.size());
    Map<String, List<String>> expected = new TreeMap<>();
    Stream.of(alone).skip(1).map(LocalJobTest::fields).forEach(f -> expected.put(f.get(0), f));
    for (Row row : sorted) {
      List<String> fields = expected.get(row.getString(0).replaceFirst("^file:", ""));
      for (int column = 1; column < fields.size(); column++) {
        // Only CSV tells what has no digit from what couldn't be looked at.
        String field = fields.get(column).equals("?") ? "" : fields.get(column);
        assertThat(text(row.get(column)).replace("?", "")).satisfies(new SameField(field));
      }
    }
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  /** A field that is equal, or a number that is so but for rounding. */
  private record SameField(String expected) implements Consumer<String> {
    @Override
    public void accept(String field) {
      if (!field.equals(expected)) {
        assertThat(Double.parseDouble(field))
            .isCloseTo(Double.parseDouble(expected), Offset.offset(ROUNDING));
      }
    }
  }

  /** The fields of a CSV record, of which only the first one may be quoted. */
  private static List<String> fields(String record) {
    int end = record.startsWith("\"") ? record.indexOf("\",") + 1 : record.indexOf(',');
    List<String> fields = new ArrayList<>();
    fields.add(record.substring(0, end).replace("\"", ""));
    fields.addAll(List.of(record.substring(end + 1).split(",", -1)));
    return fields;
  }

  private static OutputStream gzip(OutputStream out) {
    try {
      return new GZIPOutputStream(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tar(Path file, UnaryOperator<OutputStream> compression) throws IOException {
    try (var tar = new TarArchiveOutputStream(compression.apply(Files.newOutputStream(file)))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.putArchiveEntry(new TarArchiveEntry("in/"));
      tar.closeArchiveEntry();
      for (String name : NAMES) {
        byte[] content = content(name);
        var entry = new TarArchiveEntry("in/" + name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
      tar.putArchiveEntry(new TarArchiveEntry("in/._hidden"));
      tar.closeArchiveEntry();
    }
  }

  /** Claims that its one picture has 200 MB, which would be taken for one, were it there. */
  private static void lyingTar(Path file) throws IOException {
    var tar = new TarArchiveOutputStream(Files.newOutputStream(file));
    var entry = new TarArchiveEntry("large.png");
    entry.setSize(200 << 20);
    tar.putArchiveEntry(entry);
    tar.write(new byte[10_000]);
    tar.flush();
  }

  private static void zip(Path file) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : NAMES) {
        zip.putNextEntry(new ZipEntry("in/" + name));
        zip.write(content(name));
        zip.closeEntry();
      }
    }
  }

  private static void sequence(Path file) throws IOException {
    try (var writer =
        SequenceFile.createWriter(
            new Configuration(),
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(file.toUri())),
            SequenceFile.Writer.keyClass(Text.class),
            SequenceFile.Writer.valueClass(BytesWritable.class))) {
      for (String name : NAMES) {
        writer.append(new Text("sequence/" + name), new BytesWritable(content(name)));
      }
    }
  }
}
