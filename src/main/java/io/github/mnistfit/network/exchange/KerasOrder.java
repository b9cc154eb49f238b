package io.github.mnistfit.network.exchange;

import io.github.mnistfit.network.LayerPlan;

/**
 * The order of a layer's weights. Keras has them by row, column, input channel, output (HWIO); here
 * it is output, input channel, row, column (OIHW). A dense layer on maps is a convolution as large
 * as they are: Keras flattens them by row, column and channel, mnistfit by channel, row, column.
 *
 * @param side rows of the kernel, and columns
 * @param inputs channels that come in
 * @param outputs channels that go out
 */
record KerasOrder(int side, int inputs, int outputs) {
  static KerasOrder of(LayerPlan plan, LayerPlan.Shape input) {
    int side = plan instanceof LayerPlan.Convolution c ? c.kernel() : input.side();
    return new KerasOrder(side, input.channels(), plan.output(input).channels());
  }

  /** Weights from Keras' order. */
  float[] fromKeras(float[] weights) {
    return moved(weights, true);
  }

  /** Weights in Keras' order. */
  float[] toKeras(float[] weights) {
    return moved(weights, false);
  }

  private float[] moved(float[] weights, boolean fromKeras) {
    float[] moved = new float[weights.length];
    int theirs = 0;
    for (int place = 0; place < side * side; place++) {
      for (int i = 0; i < inputs; i++) {
        for (int o = 0; o < outputs; o++) {
          int ours = (o * inputs + i) * side * side + place;
          if (fromKeras) {
            moved[ours] = weights[theirs];
          } else {
            moved[theirs] = weights[ours];
          }
          theirs++;
        }
      }
    }
    return moved;
  }
}
