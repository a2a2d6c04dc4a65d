package io.github.multiprocessing4j.bench;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures all that the list of measurements has, and writes the table and the pictures.
 *
 * <p>What is asked for comes by system properties: see {@link Settings}. Progress goes to standard error, the table to
 * standard output and into a file.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.given();
        Machine machine = Machine.here();
        System.err.println(machine);
        List<Row> rows = new ArrayList<>();
        for (Line line : lines(settings)) {
            System.err.println(line.id() + " " + line.work());
            List<Row> found = Pairs.run(line, settings.pairs(), settings.scale());
            found.forEach(row -> System.err.println("    " + Table.inOneLine(row)));
            rows.addAll(found);
        }
        List<Picture> pictures = new ArrayList<>();
        for (Curve curve : Catalogue.curves(settings.scale())) {
            if (settings.wants(curve.id())) {
                System.err.println(curve.id() + " " + curve.title());
                Picture picture = Picture.of(curve, settings.pairs(), settings.scale());
                picture.rows().forEach(row -> System.err.println("    " + Table.inOneLine(row)));
                rows.addAll(picture.rows());
                pictures.add(picture);
            }
        }
        Table table = new Table(machine, settings, rows);
        System.out.print(table.markdown());
        new Report(table, pictures).write(settings);
        failIfSomethingIsBroken(rows);
    }

    private static List<Line> lines(Settings settings) {
        return Catalogue.measurements().stream()
                .flatMap(measurement -> measurement.lines(settings.scale()).stream())
                .filter(line -> settings.wants(line.id()))
                .sorted(comparing((Line line) -> line.id().charAt(0))
                        .thenComparing(line -> Integer.parseInt(line.id().substring(1))))
                .toList();
    }

    /** That there is no Python is no failure; what else could not be measured is one. */
    private static void failIfSomethingIsBroken(List<Row> rows) {
        List<Row> broken = rows.stream().filter(Row::isBroken).toList();
        if (!broken.isEmpty() || rows.isEmpty()) {
            System.err.println(rows.isEmpty() ? "nothing was measured" : "not measured:");
            broken.forEach(row -> System.err.println("    " + Table.inOneLine(row)));
            System.exit(1);
        }
    }
}
