/**
 * What commands write: files of fitted images, sheets of steps, reports, progress and messages.
 *
 * <p>Begin with {@code PngFolder}, the simplest of them. Standard streams come from {@link
 * io.github.mnistfit.cli.output.Environment}. A new result of {@code fit} is a {@link
 * io.github.mnistfit.cli.output.FittedOutput}. Formats of answers are in {@link
 * io.github.mnistfit.cli.output.answer}, figures in {@link
 * io.github.mnistfit.cli.output.evaluation}.
 */
package io.github.mnistfit.cli.output;
