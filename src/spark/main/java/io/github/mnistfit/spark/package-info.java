/**
 * mnistfit on Apache Spark: the job for {@code spark-submit}, and functions for SQL.
 *
 * <p>Begin with {@link io.github.mnistfit.spark.RecognitionJob}. Pictures come from {@link
 * io.github.mnistfit.spark.input}, go to the executor's {@link
 * io.github.mnistfit.spark.recognizer}, which has a {@link io.github.mnistfit.spark.process} of its
 * own for them, and their answers to {@link io.github.mnistfit.spark.output}. {@link
 * io.github.mnistfit.spark.MnistfitExtensions} has the functions.
 */
package io.github.mnistfit.spark;
