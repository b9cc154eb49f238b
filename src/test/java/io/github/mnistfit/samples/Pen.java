package io.github.mnistfit.samples;

/**
 * What a digit is written with.
 *
 * @param width of a stroke, in pixels
 * @param colour 0xRRGGBB
 * @param opacity of a stroke, 0 to 1
 * @param pressure how much width and opacity vary along a stroke, as a part of them
 * @param softness pixels over which a stroke's edge fades
 * @param tooth how much the paper's roughness shows through, 0 to 1
 */
public record Pen(
    double width, int colour, double opacity, double pressure, double softness, double tooth) {
  public static Pen ballpoint(double width, int colour) {
    return new Pen(width, colour, 0.9, 0.16, 1.3, 0.15);
  }

  public static Pen felt(double width, int colour) {
    return new Pen(width, colour, 0.95, 0.07, 1.2, 0.05);
  }

  public static Pen pencil(double width, int colour) {
    return new Pen(width, colour, 0.75, 0.22, 2.0, 0.75);
  }

  public static Pen marker(double width, int colour) {
    return new Pen(width, colour, 0.9, 0.04, 1.8, 0.03);
  }

  public static Pen chalk(double width, int colour) {
    return new Pen(width, colour, 0.85, 0.2, 2.5, 0.9);
  }

  /** The brush of a drawing program: the same everywhere. */
  public static Pen brush(double width, int colour) {
    return new Pen(width, colour, 1, 0, 1, 0);
  }

  public Pen opacity(double newOpacity) {
    return new Pen(width, colour, newOpacity, pressure, softness, tooth);
  }
}
