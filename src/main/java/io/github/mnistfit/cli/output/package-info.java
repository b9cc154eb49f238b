/** TODO cli/output. */
package io.github.mnistfit.cli.output;
