/** Files that appear whole or not at all. Every package may use it; it uses none. */
package io.github.mnistfit.io;
