package io.github.mnistfit.spark.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Lists cut into runs. */
public final class Slices {
  private Slices() {}

  /** Runs of so many elements; the last one may have fewer. */
  public static <T> List<List<T>> ofSize(List<T> all, int size) {
    return ofWeight(all, element -> 1, size);
  }

  /**
   * Runs that weigh so much, or just more: each ends with the element that makes it so.
   *
   * @param weight of an element, not negative
   */
  public static <T> List<List<T>> ofWeight(
      List<T> all, ToLongFunction<? super T> weight, long most) {
    List<List<T>> runs = new ArrayList<>();
    int from = 0;
    long sum = 0;
    for (int i = 0; i < all.size(); i++) {
      sum += weight.applyAsLong(all.get(i));
      if (sum >= most || i == all.size() - 1) {
        runs.add(all.subList(from, i + 1));
        from = i + 1;
        sum = 0;
      }
    }
    return runs;
  }
}
