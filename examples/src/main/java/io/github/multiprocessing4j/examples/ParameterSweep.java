package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ProgressBar;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Pours water on porous rock: for each porosity, how often does it find a way through? The same experiment is made many
 * times for each of many parameters, with a progress bar on standard error if that is a terminal.
 *
 * <p>In Python:
 *
 * <pre>
 * through = pool.map(percolates, trials)    # with tqdm for the bar
 * </pre>
 */
public final class ParameterSweep {

    private static final int SIDE = 150;
    private static final int TRIALS = 100;

    private ParameterSweep() {}

    /** One experiment: its parameter, and the seed that makes it repeatable wherever it runs. */
    record Trial(int porosity, long seed) implements Serializable {}

    static boolean percolates(Trial trial) {
        SplittableRandom random = new SplittableRandom(trial.seed);
        boolean[] open = new boolean[SIDE * SIDE];
        for (int i = 0; i < open.length; i++) {
            open[i] = random.nextInt(100) < trial.porosity;
        }
        Deque<Integer> wet = new ArrayDeque<>();
        for (int i = 0; i < SIDE; i++) {
            flow(open, wet, i);
        }
        while (!wet.isEmpty()) {
            int i = wet.pop();
            if (i >= SIDE * (SIDE - 1)) {
                return true;
            }
            flow(open, wet, i + SIDE);
            flow(open, wet, i - SIDE);
            flow(open, wet, i % SIDE == 0 ? -1 : i - 1);
            flow(open, wet, i % SIDE == SIDE - 1 ? -1 : i + 1);
        }
        return false;
    }

    private static void flow(boolean[] open, Deque<Integer> wet, int i) {
        if (i >= 0 && open[i]) {
            open[i] = false;
            wet.push(i);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (int porosity = 50; porosity <= 68; porosity += 2) {
            for (int i = 0; i < TRIALS; i++) {
                trials.add(new Trial(porosity, trials.size()));
            }
        }

        List<Boolean> through;
        try (Pool pool = Multiprocessing.pool()) {
            through = pool.map(
                    ParameterSweep::percolates, trials, o -> o.progress(ProgressBar.onStandardError("pouring")));
        }

        for (int i = 0; i < trials.size(); i += TRIALS) {
            int times =
                    (int) through.subList(i, i + TRIALS).stream().filter(t -> t).count();
            String bar = "#".repeat(times * 40 / TRIALS);
            System.out.printf(Locale.ROOT, "porosity %d %%  %-40s %3d %%%n", trials.get(i).porosity, bar, times);
        }
    }
}
