package io.github.mnistfit.spark.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import scala.jdk.javaapi.CollectionConverters;

/** The files of an input, listed as Spark's {@code binaryFile} lists them. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Lists them: folders, globs, any file system; what begins with {@code _} or a dot is left out.
   *
   * @param paths as users write them
   * @param kind what all of them are; empty where their names tell
   * @param recursive whether folders within folders are looked into
   * @param nameGlob which names are taken; empty for all
   * @return sorted by path, each once
   * @throws IOException if a table's file system can't be reached
   */
  public static List<InputFile> list(
      SparkSession spark,
      List<String> paths,
      Optional<InputKind> kind,
      boolean recursive,
      Optional<String> nameGlob)
      throws IOException {
    if (kind.equals(Optional.of(InputKind.DELTA))) {
      return tables(paths, spark.sparkContext().hadoopConfiguration());
    }
    var reader =
        spark
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", Boolean.toString(recursive));
    if (nameGlob.isPresent()) {
      reader = reader.option("pathGlobFilter", nameGlob.get());
    }
    Dataset<Row> files = reader.load(paths.toArray(String[]::new));
    List<InputFile> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (FileStatus file : index(files)) {
      String path = file.getPath().toString();
      if (seen.add(path)) {
        found.add(new InputFile(path, kind.orElseGet(() -> InputKind.of(path)), file.getLen()));
      }
    }
    found.sort(Comparator.comparing(InputFile::path));
    return found;
  }

  /** Delta tables, under one name each, however it is written: what is done goes by it. */
  private static List<InputFile> tables(List<String> paths, Configuration hadoop)
      throws IOException {
    Set<String> names = new TreeSet<>();
    for (String path : paths) {
      var table = new Path(path);
      names.add(table.getFileSystem(hadoop).makeQualified(table).toString());
    }
    return names.stream().map(name -> new InputFile(name, InputKind.DELTA, 0)).toList();
  }

  /** Spark's own list: it has been made, and asking for rows would open every file. */
  private static List<FileStatus> index(Dataset<Row> files) {
    var classic = (org.apache.spark.sql.classic.Dataset<Row>) files;
    var relation = (LogicalRelation) classic.queryExecution().analyzed();
    var index = (PartitioningAwareFileIndex) ((HadoopFsRelation) relation.relation()).location();
    return CollectionConverters.asJava(index.allFiles());
  }
}
