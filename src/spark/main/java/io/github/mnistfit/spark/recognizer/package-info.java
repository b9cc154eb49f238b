/**
 * The executor's side of recognition: one recogniser process an executor, kept alive and busy by
 * all of its tasks.
 *
 * <p>Begin with {@link io.github.mnistfit.spark.recognizer.Recognizers}. {@link
 * io.github.mnistfit.spark.recognizer.AnswerIterator} keeps the pictures of a task's next rows in
 * work; {@link io.github.mnistfit.spark.recognizer.Installation} is where the library, its native
 * code and the models lie on this machine.
 */
package io.github.mnistfit.spark.recognizer;
