/**
 * Where pictures come from: files, Parquet and Delta tables, SequenceFiles, tar and zip archives.
 *
 * <p>{@link io.github.mnistfit.spark.input.InputFiles} lists them on the driver; {@link
 * io.github.mnistfit.spark.input.Pictures} reads them on the executors.
 */
package io.github.mnistfit.spark.input;
