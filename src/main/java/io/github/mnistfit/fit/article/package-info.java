/**
 * The article's fit, the baseline: six steps, one record each.
 *
 * <p>Begin at {@link io.github.mnistfit.fit.article.ArticleStage}, which strings them together:
 * each stage is a {@code Fit} of all steps up to its own. The steps follow the article to the
 * pixel, its weaknesses included; what is better belongs in the package above. Of that package only
 * {@code Fit} and {@code Step} are used here.
 */
package io.github.mnistfit.fit.article;
