package io.github.multiprocessing4j.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A curve that was measured. */
final class Picture {

    private static final String BEST = "its own best point";
    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;

    private final Curve curve;
    private final Map<String, double[]> costs = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private Picture(Curve curve) {
        this.curve = curve;
    }

    /** Measures one graph after the other: each goes along all points, again and again. */
    static Picture of(Curve curve, int sweeps, Scale scale) {
        Picture picture = new Picture(curve);
        for (Graph graph : curve.ours()) {
            picture.measure(graph, sweeps, scale, Goal.timeAtMost(curve.limit()));
        }
        for (Graph graph : curve.others()) {
            picture.measure(graph, sweeps, scale, Goal.none());
        }
        return picture;
    }

    private void measure(Graph graph, int sweeps, Scale scale, Goal goal) {
        try (graph) {
            graph.open();
            if (scale.isFull()) {
                sweep(graph);
            }
            double[][] costs = new double[sweeps][];
            for (int i = 0; i < sweeps; i++) {
                costs[i] = sweep(graph);
            }
            this.costs.put(graph.name(), medians(costs));
            Spread bend =
                    Spread.of(Arrays.stream(costs).mapToDouble(Picture::bend).toArray());
            rows.add(new Row(curve.id(), work(graph), BEST, goal, bend, OptionalDouble.empty(), ends(graph), null));
        } catch (Exception | OutOfMemoryError e) {
            rows.add(Row.failed(curve.id(), work(graph), BEST, goal, e));
        }
    }

    private double[] sweep(Graph graph) throws Exception {
        double[] costs = new double[curve.points().size()];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = graph.at(curve.points().get(i));
        }
        return costs;
    }

    /** The last cost, as a multiple of the least of those before. */
    private static double bend(double[] costs) {
        int last = costs.length - 1;
        return costs[last] / Arrays.stream(costs, 0, last).min().orElse(costs[last]);
    }

    private static double[] medians(double[][] sweeps) {
        double[] medians = new double[sweeps[0].length];
        for (int i = 0; i < medians.length; i++) {
            int point = i;
            medians[i] = Spread.of(Arrays.stream(sweeps)
                            .mapToDouble(sweep -> sweep[point])
                            .toArray())
                    .median();
        }
        return medians;
    }

    private String ends(Graph graph) {
        double[] medians = costs.get(graph.name());
        return curve.say(medians[0]) + " ... " + curve.say(medians[medians.length - 1]);
    }

    private String work(Graph graph) {
        return "growth: " + curve.title() + ", " + graph.name();
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    String title() {
        return curve.title();
    }

    /** The name of its file. */
    String file() {
        return curve.id() + ".png";
    }

    void write(Path directory) throws IOException {
        XYSeriesCollection all = new XYSeriesCollection();
        costs.forEach((name, medians) -> {
            XYSeries series = new XYSeries(name);
            for (int i = 0; i < medians.length; i++) {
                series.add(curve.points().get(i).doubleValue(), medians[i]);
            }
            all.addSeries(series);
        });
        JFreeChart chart = ChartFactory.createXYLineChart(curve.title(), curve.x(), curve.y(), all);
        chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        chart.setBackgroundPaint(Color.WHITE);
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setDomainAxis(logarithmic(
                curve.x(),
                curve.points().stream().mapToDouble(Long::doubleValue).summaryStatistics()));
        plot.setRangeAxis(logarithmic(
                curve.y(),
                costs.values().stream().flatMapToDouble(Arrays::stream).summaryStatistics()));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        renderer.setDefaultStroke(new BasicStroke(2));
        renderer.setAutoPopulateSeriesStroke(false);
        plot.setRenderer(renderer);
        ChartUtils.saveChartAsPNG(directory.resolve(file()).toFile(), chart, WIDTH, HEIGHT);
    }

    /** With a mark at each power of ten or, where all is close together, of two. */
    private static LogAxis logarithmic(String label, DoubleSummaryStatistics range) {
        LogAxis axis = new LogAxis(label);
        axis.setBase(range.getMax() / range.getMin() < 100 ? 2 : 10);
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return axis;
    }
}
