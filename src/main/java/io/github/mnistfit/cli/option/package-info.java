/** TODO cli/option. */
package io.github.mnistfit.cli.option;
