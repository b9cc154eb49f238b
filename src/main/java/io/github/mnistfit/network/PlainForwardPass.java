package io.github.mnistfit.network;

import io.github.mnistfit.mnist.MnistImage;
import java.util.Arrays;
import java.util.List;

/**
 * The forward pass in plain Java. An image takes several times as long as in a batch of DL4J's, but
 * nothing has to be started first, and it gives the same bits on every machine.
 *
 * <p>A convolution is a product of matrices: its weights, a row for each output, and a matrix that
 * has, for each weight of a row, all pixels that it meets (im2col).
 */
final class PlainForwardPass implements ForwardPass {
  private final List<FoldedLayer> layers;

  PlainForwardPass(List<FoldedLayer> layers) {
    this.layers = layers;
  }

  @Override
  public float[] probabilities(List<MnistImage> images) {
    float[] all = new float[images.size() * Architecture.CLASSES];
    for (int i = 0; i < images.size(); i++) {
      float[] logits = logits(images.get(i));
      softmax(logits, all, i * Architecture.CLASSES);
    }
    return all;
  }

  private float[] logits(MnistImage image) {
    float[][] maps = {MnistImage.relative(List.of(image))};
    float[] values = {};
    for (FoldedLayer layer : layers) {
      if (layer.plan() instanceof LayerPlan.Convolution convolution) {
        maps = convolution(layer, convolution.kernel(), maps);
      } else if (layer.plan() instanceof LayerPlan.MaxPool) {
        maps = maxPool(layer.input().side(), maps);
      } else {
        values = dense(layer, values.length == 0 ? flat(maps) : rectified(values));
      }
    }
    return values;
  }

  private static float[][] convolution(FoldedLayer layer, int kernel, float[][] input) {
    LayerPlan.Shape output = layer.output();
    float[][] met = met(layer.input(), kernel, output.side(), input);
    float[][] result = new float[output.channels()][output.side() * output.side()];
    for (int o = 0; o < result.length; o += 2) {
      int pair = Math.min(o + 1, result.length - 1);
      float[] first = result[o];
      float[] second = pair > o ? result[pair] : new float[first.length]; // an odd one goes twice
      Arrays.fill(first, layer.biases()[o]);
      Arrays.fill(second, layer.biases()[pair]);
      int at1 = o * met.length;
      int at2 = pair * met.length;
      int i = 0;
      for (; i + 4 <= met.length; i += 4) {
        addFour(first, at1 + i, second, at2 + i, layer.weights(), met, i);
      }
      for (; i < met.length; i++) {
        addOne(first, layer.weights()[at1 + i], met[i]);
        addOne(second, layer.weights()[at2 + i], met[i]);
      }
      rectified(first);
      rectified(second);
    }
    return result;
  }

  /** For each channel, row and column of the kernel, the pixels that it meets, place by place. */
  private static float[][] met(LayerPlan.Shape input, int kernel, int side, float[][] maps) {
    float[][] met = new float[input.channels() * kernel * kernel][side * side];
    int i = 0;
    for (float[] map : maps) {
      for (int down = 0; down < kernel; down++) {
        for (int right = 0; right < kernel; right++) {
          for (int row = 0; row < side; row++) {
            int from = (row + down) * input.side() + right;
            System.arraycopy(map, from, met[i], row * side, side);
          }
          i++;
        }
      }
    }
    return met;
  }

  /**
   * Adds four rows to two sums at once, each times its weight: so a row is fetched half as often,
   * and a sum a quarter as often.
   *
   * @param at1 where the first sum's weights are
   * @param at2 where the second's are
   */
  private static void addFour(
      float[] first, int at1, float[] second, int at2, float[] weights, float[][] rows, int row) {
    float a1 = weights[at1];
    float b1 = weights[at1 + 1];
    float c1 = weights[at1 + 2];
    float d1 = weights[at1 + 3];
    float a2 = weights[at2];
    float b2 = weights[at2 + 1];
    float c2 = weights[at2 + 2];
    float d2 = weights[at2 + 3];
    float[] a = rows[row];
    float[] b = rows[row + 1];
    float[] c = rows[row + 2];
    float[] d = rows[row + 3];
    for (int i = 0; i < first.length; i++) {
      first[i] += a1 * a[i] + b1 * b[i] + c1 * c[i] + d1 * d[i];
      second[i] += a2 * a[i] + b2 * b[i] + c2 * c[i] + d2 * d[i];
    }
  }

  private static void addOne(float[] sum, float weight, float[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }

  private static float[][] maxPool(int width, float[][] maps) {
    int side = width / 2;
    float[][] result = new float[maps.length][side * side];
    for (int channel = 0; channel < maps.length; channel++) {
      float[] map = maps[channel];
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int from = 2 * row * width + 2 * column;
          result[channel][row * side + column] =
              Math.max(
                  Math.max(map[from], map[from + 1]),
                  Math.max(map[from + width], map[from + width + 1]));
        }
      }
    }
    return result;
  }

  private static float[] flat(float[][] maps) {
    float[] flat = new float[maps.length * maps[0].length];
    for (int channel = 0; channel < maps.length; channel++) {
      System.arraycopy(maps[channel], 0, flat, channel * maps[0].length, maps[0].length);
    }
    return flat;
  }

  private static float[] dense(FoldedLayer layer, float[] input) {
    float[] result = layer.biases().clone();
    for (int o = 0; o < result.length; o++) {
      result[o] += product(layer.weights(), o * input.length, input);
    }
    return result;
  }

  /** Four sums: an addition needn't wait for the one before it. */
  private static float product(float[] weights, int from, float[] values) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= values.length; i += 4) {
      a += weights[from + i] * values[i];
      b += weights[from + i + 1] * values[i + 1];
      c += weights[from + i + 2] * values[i + 2];
      d += weights[from + i + 3] * values[i + 3];
    }
    for (; i < values.length; i++) {
      a += weights[from + i] * values[i];
    }
    return a + b + (c + d);
  }

  /** ReLU, in place. */
  private static float[] rectified(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(values[i], 0);
    }
    return values;
  }

  private static void softmax(float[] logits, float[] probabilities, int to) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    double[] powers = new double[logits.length];
    for (int d = 0; d < logits.length; d++) {
      powers[d] = Math.exp(logits[d] - greatest);
      sum += powers[d];
    }
    for (int d = 0; d < logits.length; d++) {
      probabilities[to + d] = (float) (powers[d] / sum);
    }
  }

  @Override
  public void close() {
    // Nothing but the heap holds it.
  }
}
