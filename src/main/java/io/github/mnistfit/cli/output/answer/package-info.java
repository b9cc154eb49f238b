/**
 * Answers as {@code predict} and {@code read} write them.
 *
 * <p>An {@link io.github.mnistfit.cli.output.answer.AnswerWriter} writes digits, a {@link
 * io.github.mnistfit.cli.output.answer.NumberWriter} numbers, each in one format: text, CSV or
 * JSON. {@link io.github.mnistfit.cli.output.answer.AnswerFile} is where those of {@code predict}
 * go, standard output or a file that is resumed; {@code read} has standard output alone. Begin with
 * {@code TextAnswers}. A new format is a new writer and a constant of {@link
 * io.github.mnistfit.cli.output.answer.AnswerFormat}.
 */
package io.github.mnistfit.cli.output.answer;
