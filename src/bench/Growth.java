import java.awt.Color;
import java.awt.Dimension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;

/** Draws time and memory against size, both logarithmic: Growth IN.csv OUT.svg WHAT. */
final class Growth {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;

  private Growth() {}

  public static void main(String[] arguments) throws Exception {
    List<String[]> rows =
        Files.readAllLines(Path.of(arguments[0])).stream().map(line -> line.split(",")).toList();
    double[] sizes = rows.stream().mapToDouble(row -> Double.parseDouble(row[0])).toArray();
    double[] seconds = rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
    double[] megabytes = rows.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray();
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(arguments[2]).build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    // Without patterns, an axis goes from 1000 to 1E4.
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setXAxisDecimalPattern("#,##0.##").setYAxisDecimalPattern("#,##0.##");
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
    chart.setYAxisGroupTitle(0, "seconds, whole process");
    chart.setYAxisGroupTitle(1, "peak memory, MB");
    // Whole decades: the axis names no others.
    chart.getStyler().setYAxisMin(0, 0.1).setYAxisMax(0, 100.0);
    chart.getStyler().setYAxisMin(1, 10.0).setYAxisMax(1, 1000.0);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.addSeries("time", sizes, seconds).setLineColor(new Color(0xb35806)).setYAxisGroup(0);
    chart.addSeries("memory", sizes, megabytes).setLineColor(new Color(0x2166ac)).setYAxisGroup(1);
    chart.getSeriesMap().values().forEach(s -> s.setMarkerColor(s.getLineColor()));
    var graphics =
        new SVGGraphics2D(
            DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .getDOMImplementation()
                .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null));
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    try (var out = Files.newBufferedWriter(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
      graphics.stream(out, true);
    }
  }
}
