package io.github.mnistfit.spark;

import io.github.mnistfit.spark.input.InputFile;
import io.github.mnistfit.spark.input.InputKind;
import io.github.mnistfit.spark.input.Picture;
import io.github.mnistfit.spark.input.Pictures;
import io.github.mnistfit.spark.input.Slices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "pack",
    header = "Packs many small picture files into few large ones of Parquet.",
    description = {
      "Writes columns path, content and error, which says why a file couldn't be read. A file of it"
          + " has about 128 MB; of an archive's pictures, as many as the archive has.",
      "The exit status is 1 if something couldn't be read; the rest is packed all the same."
    },
    mixinStandardHelpOptions = true)
final class PackCommand implements Callable<Integer> {
  /** The exit status where a file, or a part of an archive, couldn't be read. */
  private static final int SOME_UNREADABLE = 1;

  /** Bytes of pictures in a file. */
  private static final long FILE = 128 << 20;

  /** Bytes of a row group, which is what a task can read alone. */
  private static final long ROW_GROUP = 16 << 20;

  private static final StructType COLUMNS =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("content", DataTypes.BinaryType)
          .add("error", DataTypes.StringType);

  @Mixin private InputOptions input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUTPUT",
      required = true,
      description = "The folder to write, which isn't there yet.")
  private String output;

  @Override
  public Integer call() throws IOException {
    SparkSession spark = SparkSession.builder().appName("mnistfit pack").getOrCreate();
    List<InputFile> files = input.files(spark);
    var counted = new Observation("packed");
    spark
        .createDataFrame(pictures(spark, files).map(PackCommand::row), COLUMNS)
        .observe(
            counted,
            functions.count(functions.lit(1)).as("rows"),
            functions.count_if(functions.col("error").isNotNull()).as("errors"))
        .write()
        .option("parquet.block.size", ROW_GROUP)
        // Looks at its size after few rows, since one of them may have megabytes.
        .option("parquet.page.size.row.check.min", "1")
        .option("parquet.page.size.row.check.max", "100")
        .option("parquet.enable.dictionary", "false")
        .parquet(output);
    Map<String, ?> counts = RecognitionJob.result(counted);
    Main.tell(
        "%d files are packed in %s: %s rows, %s of them with an error and no content"
            .formatted(files.size(), output, counts.get("rows"), counts.get("errors")));
    return ((Number) counts.get("errors")).longValue() == 0 ? 0 : SOME_UNREADABLE;
  }

  private static JavaRDD<Picture> pictures(SparkSession spark, List<InputFile> files) {
    var pictures = new Pictures(spark);
    List<JavaRDD<Picture>> parts = new ArrayList<>();
    for (InputKind kind : InputKind.values()) {
      List<InputFile> those = files.stream().filter(file -> file.kind() == kind).toList();
      if (those.isEmpty()) {
        continue;
      }
      parts.add(
          kind == InputKind.FILES
              ? pictures.files(
                  Slices.ofWeight(those, InputFile::length, FILE).stream()
                      .map(run -> run.stream().map(InputFile::path).toList())
                      .toList())
              : pictures.in(those, 1));
    }
    return parts.stream().reduce(JavaRDD::union).orElseThrow();
  }

  private static Row row(Picture picture) {
    return RowFactory.create(picture.path(), picture.content(), picture.error());
  }
}
