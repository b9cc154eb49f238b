package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.Fit;
import java.util.Set;

/**
 * What is to be done with a picture.
 *
 * @param fit the fit's name
 * @param extras what is made beside the result
 */
record FitOrder(String fit, Set<Extra> extras) {
  FitOrder {
    extras = Set.copyOf(extras);
  }

  static FitOrder of(Fit fit, Set<Extra> extras) {
    return new FitOrder(fit.name(), extras);
  }
}
