package io.github.multiprocessing4j.bench;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Makes rows of a line: compares what the sides cost, pair by pair, and takes medians of that. */
final class Pairs {

    private Pairs() {}

    /** Runs a line; gives a row for each rival. */
    static List<Row> run(Line line, int pairs, Scale scale) {
        try (Rounds rounds = new Rounds(line.sides())) {
            rounds.run(pairs, scale.warmUp(), scale.turn());
            List<Row> rows = new ArrayList<>();
            for (Line.Rival rival : line.rivals()) {
                rows.add(row(line, rival, rounds));
            }
            return rows;
        }
    }

    private static Row row(Line line, Line.Rival rival, Rounds rounds) {
        String names = rival.sides().stream().map(Side::name).collect(joining(", "));
        if (rounds.trouble(line.ours()).isPresent()) {
            return Row.failed(
                    line.id(),
                    line.work(),
                    names,
                    rival.goal(),
                    rounds.trouble(line.ours()).get());
        }
        double[] ours = rounds.samples(line.ours());
        if (rival.sides().isEmpty()) {
            double[] none = new double[ours.length];
            Spread figure = Spread.of(figures(rival.goal(), ours, none));
            return new Row(line.id(), line.work(), "", rival.goal(), figure, OptionalDouble.empty(), "", null);
        }
        List<Side> able = rival.sides().stream()
                .filter(side -> rounds.trouble(side).isEmpty())
                .sorted(Comparator.comparingDouble(
                        side -> Spread.of(rounds.samples(side)).median()))
                .toList();
        if (able.isEmpty()) {
            Throwable trouble = rounds.trouble(rival.sides().get(0)).orElseThrow();
            return Row.failed(line.id(), line.work(), names, rival.goal(), trouble);
        }
        double[] theirs = rounds.samples(able.get(0));
        return new Row(
                line.id(),
                line.work(),
                able.get(0).name(),
                rival.goal(),
                Spread.of(figures(rival.goal(), ours, theirs)),
                floor(line, rival.goal(), theirs, rounds),
                costs(ours, theirs),
                null);
    }

    private static OptionalDouble floor(Line line, Goal goal, double[] theirs, Rounds rounds) {
        if (line.floor() == null || rounds.trouble(line.floor()).isPresent()) {
            return OptionalDouble.empty();
        }
        double[] floor = rounds.samples(line.floor());
        return OptionalDouble.of(Spread.of(figures(goal, floor, theirs)).median());
    }

    private static double[] figures(Goal goal, double[] ours, double[] theirs) {
        double[] figures = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            figures[i] = goal.of(ours[i], theirs[i]);
        }
        return figures;
    }

    private static String costs(double[] ours, double[] theirs) {
        return Nanos.say(Spread.of(ours).median()) + " : "
                + Nanos.say(Spread.of(theirs).median());
    }
}
