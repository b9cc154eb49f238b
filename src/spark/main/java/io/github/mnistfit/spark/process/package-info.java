/**
 * The recogniser's own process, one an executor: it has the library and its native code on its
 * class path, and nothing of Spark.
 *
 * <p>Begin with {@link io.github.mnistfit.spark.process.RecognizerMain}. What it says to the
 * executor is {@link io.github.mnistfit.spark.process.RecognizerProtocol}, all that the other
 * packages use of this one.
 */
package io.github.mnistfit.spark.process;
