/**
 * The command line: one class a command.
 *
 * <p>{@code Main} parses the arguments and runs one command; a command asks its options ({@link
 * io.github.mnistfit.cli.option}) for pictures and models, has the library do the work, and gives
 * the answers to writers ({@link io.github.mnistfit.cli.output}). Nothing outside knows this
 * package. Begin with {@code Main} and {@code PredictCommand}.
 */
package io.github.mnistfit.cli;
