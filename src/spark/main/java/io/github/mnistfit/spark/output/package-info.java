/**
 * What is written: answers as rows, in batches that are there whole or not at all.
 *
 * <p>{@link io.github.mnistfit.spark.output.AnswerRows} makes rows of answers, {@link
 * io.github.mnistfit.spark.output.BatchFolder} knows which inputs are done.
 */
package io.github.mnistfit.spark.output;
