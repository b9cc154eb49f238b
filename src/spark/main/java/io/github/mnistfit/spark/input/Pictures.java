package io.github.mnistfit.spark.input;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.util.SerializableConfiguration;

/** Pictures as a distributed collection, read when they are needed. */
public final class Pictures {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Broadcast<SerializableConfiguration> hadoop;

  /** Reads with a session's settings for file systems. */
  public Pictures(SparkSession spark) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop =
        context.broadcast(
            new SerializableConfiguration(new Configuration(context.hadoopConfiguration())));
  }

  /**
   * The pictures in some files.
   *
   * @param files all of one kind
   * @param aTask so many picture files are read by one task; an archive is always read by one
   * @throws IllegalArgumentException if a table hasn't the columns path and content; the message is
   *     for the user
   */
  public JavaRDD<Picture> in(List<InputFile> files, int aTask) {
    List<String> paths = files.stream().map(InputFile::path).toList();
    return switch (files.get(0).kind()) {
      case FILES -> files(Slices.ofSize(paths, aTask));
      case PARQUET ->
          table(spark.read().parquet(paths.stream().map(Pictures::escaped).toArray(String[]::new)));
      case DELTA -> table(spark.read().format("delta").load(paths.get(0)));
      case SEQUENCEFILE, TAR, ZIP -> archives(paths, files.get(0).kind());
    };
  }

  /** A path as a glob that matches it alone: Spark takes each for one. */
  private static String escaped(String path) {
    return path.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }

  /**
   * Picture files.
   *
   * @param slices the paths of each task
   */
  public JavaRDD<Picture> files(List<List<String>> slices) {
    // A new list, since Spark's own views of one can't be serialised.
    List<ArrayList<String>> tasks = slices.stream().map(ArrayList::new).toList();
    var conf = hadoop;
    return context
        .parallelize(tasks, tasks.size())
        .flatMap(
            paths -> new FilePictures(paths.iterator(), conf.value().value(), SizeLimit.here()));
  }

  private JavaRDD<Picture> table(Dataset<Row> table) {
    requireType(table, "path", StringType.class);
    requireType(table, "content", BinaryType.class);
    boolean hasErrors = List.of(table.columns()).contains("error");
    // What pack couldn't read says so itself.
    Dataset<Row> columns =
        hasErrors ? table.select("path", "content", "error") : table.select("path", "content");
    return columns
        .toJavaRDD()
        .map(
            row -> {
              String path = String.valueOf(row.getString(0));
              if (!row.isNullAt(1)) {
                return Picture.of(path, row.getAs(1));
              }
              return Picture.unreadable(
                  path, hasErrors && !row.isNullAt(2) ? row.getString(2) : "has no content");
            });
  }

  private static void requireType(
      Dataset<Row> table, String column, Class<? extends DataType> type) {
    boolean hasIt =
        List.of(table.columns()).contains(column)
            && type.isInstance(table.schema().apply(column).dataType());
    if (!hasIt) {
      throw new IllegalArgumentException(
          "The table needs a column path of strings and a column content of bytes; it has "
              + table.schema().simpleString()
              + ".");
    }
  }

  private JavaRDD<Picture> archives(List<String> paths, InputKind kind) {
    var conf = hadoop;
    return context
        .parallelize(paths, paths.size())
        .flatMap(
            path ->
                kind == InputKind.SEQUENCEFILE
                    ? new SequencePictures(path, conf.value().value(), SizeLimit.here())
                    : new ArchivePictures(path, kind, conf.value().value(), SizeLimit.here()));
  }
}
