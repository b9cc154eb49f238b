/**
 * Figures as {@code evaluate} and {@code read --labels} print them, and the files that they write.
 *
 * <p>A table is for people, JSON for programs; a {@link
 * io.github.mnistfit.cli.output.evaluation.LabelledOutput} gets every picture and its answer. Begin
 * with {@code EvaluationTable}.
 */
package io.github.mnistfit.cli.output.evaluation;
