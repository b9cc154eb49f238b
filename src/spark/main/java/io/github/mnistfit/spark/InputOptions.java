package io.github.mnistfit.spark;

import io.github.mnistfit.spark.input.InputFile;
import io.github.mnistfit.spark.input.InputFiles;
import io.github.mnistfit.spark.input.InputKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pictures a job works on. */
final class InputOptions {
  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description =
          "Pictures: a file, a folder or a glob, on any file system that Spark reads. Parquet (by the"
              + " ending .parquet) with columns path and content, .tar, .tar.gz, .tgz and .zip with"
              + " picture files, and SequenceFiles (.seq) of paths and contents are read as such.")
  private List<String> inputs = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Look into folders within folders, too.")
  private boolean recursive;

  @Option(
      names = "--name",
      paramLabel = "GLOB",
      description = "Only files with such names, as '*.png'.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "KIND",
      description =
          "What INPUT is, whatever its name: ${COMPLETION-CANDIDATES}; delta needs Delta's jar.")
  private InputKind kind;

  /**
   * The files, sorted.
   *
   * @throws IllegalArgumentException if there are none; the message is for the user
   * @throws IOException if a table's file system can't be reached
   */
  List<InputFile> files(SparkSession spark) throws IOException {
    List<InputFile> files =
        InputFiles.list(
            spark, inputs, Optional.ofNullable(kind), recursive, Optional.ofNullable(name));
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(" ", inputs)
              + ": no files"
              + (recursive ? "." : "; folders within it are read with --recursive."));
    }
    return files;
  }
}
