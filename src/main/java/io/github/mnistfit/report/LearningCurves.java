package io.github.mnistfit.report;

import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Document;

/** How a network learnt, epoch by epoch, as a drawing. */
public final class LearningCurves {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final Color LOSS = new Color(0xb35806);
  private static final Color ERROR = new Color(0x2166ac);

  private LearningCurves() {}

  /**
   * One epoch.
   *
   * @param loss mean loss of a training image, in nats
   * @param error the share of the held-out images that was wrong, 0 to 1; empty if none was held
   *     out
   */
  public record Point(double loss, OptionalDouble error) {}

  /**
   * An SVG document: the loss on the left axis, the error in percent on the right one.
   *
   * @param points of epoch 1, 2, …; at least one
   */
  public static String svg(List<Point> points) throws IOException {
    return painted(chart(points));
  }

  static XYChart chart(List<Point> points) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle("epoch").build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setYAxisDecimalPattern("0.####");
    chart.setYAxisGroupTitle(0, "loss (nats)");
    double[] epochs = IntStream.rangeClosed(1, points.size()).asDoubleStream().toArray();
    double[] losses = points.stream().mapToDouble(Point::loss).toArray();
    add(chart.addSeries("loss on training images", epochs, losses), LOSS, 0);
    if (points.stream().allMatch(point -> point.error().isPresent())) {
      double[] errors =
          points.stream().mapToDouble(point -> 100 * point.error().getAsDouble()).toArray();
      chart.setYAxisGroupTitle(1, "error (%)");
      chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
      add(chart.addSeries("error on held-out images", epochs, errors), ERROR, 1);
    }
    return chart;
  }

  private static void add(XYSeries series, Color colour, int axis) {
    series.setLineColor(colour);
    series.setLineStyle(SeriesLines.SOLID);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(colour);
    series.setYAxisGroup(axis);
  }

  private static String painted(XYChart chart) throws IOException {
    var graphics = new SVGGraphics2D(emptySvg());
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    var text = new StringWriter();
    graphics.stream(text, true);
    return text.toString();
  }

  private static Document emptySvg() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's own parser is as it comes", e);
    }
  }
}
