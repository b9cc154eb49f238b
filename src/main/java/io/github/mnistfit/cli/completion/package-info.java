/**
 * Scripts that make shells complete commands, options, choices and files: one class a shell. Begin
 * with {@code Arguments}, which tells what an argument may be.
 */
package io.github.mnistfit.cli.completion;
