/**
 * Options that several commands share, each a picocli mixin that checks itself.
 *
 * <p>{@link io.github.mnistfit.cli.option.PictureArguments} turns paths, folders and lists into
 * pictures and chooses their fitter; {@link io.github.mnistfit.cli.option.ModelOption} finds the
 * model. Begin with the former. A new option of one command alone belongs to that command.
 */
package io.github.mnistfit.cli.option;
