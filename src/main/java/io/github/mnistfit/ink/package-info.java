/** TODO ink. */
package io.github.mnistfit.ink;
