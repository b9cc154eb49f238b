/**
 * How right answers are: accuracy, intervals, confusion, calibration error.
 *
 * <p>A {@link io.github.mnistfit.evaluation.LabelFile} lists pictures and what they show; {@link
 * io.github.mnistfit.evaluation.Evaluator} has them read and counts the answers in an {@link
 * io.github.mnistfit.evaluation.Evaluation} or {@link
 * io.github.mnistfit.evaluation.NumberEvaluation}. Begin with {@code Evaluator}.
 */
package io.github.mnistfit.evaluation;
