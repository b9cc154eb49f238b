/** TODO fit/article. */
package io.github.mnistfit.fit.article;
