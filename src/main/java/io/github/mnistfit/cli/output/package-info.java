/**
 * What commands write: answers as text, CSV or JSON, figures, sheets, reports, messages.
 *
 * <p>A new format is an {@link io.github.mnistfit.cli.output.AnswerWriter} or {@link
 * io.github.mnistfit.cli.output.NumberWriter}, a new result of {@code fit} a {@link
 * io.github.mnistfit.cli.output.FittedOutput}, a new result of {@code evaluate} a {@link
 * io.github.mnistfit.cli.output.LabelledOutput}. Standard streams come from {@link
 * io.github.mnistfit.cli.output.Environment}.
 */
package io.github.mnistfit.cli.output;
