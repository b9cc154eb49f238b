/** The command line: one class a command. Nothing knows this package. */
package io.github.mnistfit.cli;
