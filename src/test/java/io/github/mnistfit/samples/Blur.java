package io.github.mnistfit.samples;

/** A Gaussian blur, rows then columns; the border is repeated. */
final class Blur {
  private final int width;
  private final int height;
  private final float[] kernel;

  Blur(int width, int height, double sigma) {
    this.width = width;
    this.height = height;
    int radius = (int) Math.ceil(3 * sigma);
    kernel = new float[2 * radius + 1];
    float sum = 0;
    for (int k = 0; k < kernel.length; k++) {
      double d = (k - radius) / sigma;
      kernel[k] = (float) Math.exp(-d * d / 2);
      sum += kernel[k];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= sum;
    }
  }

  float[] apply(float[] plane) {
    int radius = kernel.length / 2;
    var rows = new float[plane.length];
    var both = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int k = -radius; k <= radius; k++) {
        for (int x = 0; x < width; x++) {
          int from = Math.min(width - 1, Math.max(0, x + k));
          rows[y * width + x] += kernel[k + radius] * plane[y * width + from];
        }
      }
    }
    for (int y = 0; y < height; y++) {
      for (int k = -radius; k <= radius; k++) {
        int from = Math.min(height - 1, Math.max(0, y + k));
        for (int x = 0; x < width; x++) {
          both[y * width + x] += kernel[k + radius] * rows[from * width + x];
        }
      }
    }
    return both;
  }
}
