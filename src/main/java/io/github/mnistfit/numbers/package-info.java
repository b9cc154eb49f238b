/** TODO numbers. */
package io.github.mnistfit.numbers;
