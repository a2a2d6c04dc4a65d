package io.github.multiprocessing4j.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sides that take turns: A B C A B C ..., so that what else goes on in the machine meets all of them alike, and each
 * sample has a neighbour to be compared with.
 *
 * <p>A side that fails is left out of what follows; the others go on.
 */
final class Rounds implements AutoCloseable {

    private static final int LEAST_WARM_UPS = 2;

    private final List<Side> sides;
    private final Map<Side, double[]> samples = new HashMap<>();
    private final Map<Side, Throwable> troubles = new HashMap<>();

    Rounds(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    /** Opens all sides, warms them up, and runs them in turn. */
    void run(int rounds, Duration warmUp, Duration turn) {
        for (Side side : sides) {
            samples.put(side, new double[rounds]);
            attempt(side, side::open);
        }
        if (!warmUp.isZero()) {
            warmUp(warmUp);
        }
        for (int i = 0; i < rounds; i++) {
            int round = i;
            for (Side side : sides) {
                attempt(side, () -> samples.get(side)[round] = mean(side, turn));
            }
        }
    }

    /** What a side costs while it has its turn, by the mean of its samples. */
    private static double mean(Side side, Duration turn) throws Exception {
        long start = System.nanoTime();
        double sum = 0;
        int count = 0;
        do {
            sum += side.sample();
            count++;
        } while (System.nanoTime() - start < turn.toNanos());
        return sum / count;
    }

    private void warmUp(Duration duration) {
        List<Side> cold = sides.stream().filter(side -> !side.warmsUpItself()).toList();
        for (Side side : cold) {
            attempt(side, () -> {
                long start = System.nanoTime();
                long nanos = side.warmsUpForLong() ? duration.toNanos() : 0;
                for (int i = 0; i < LEAST_WARM_UPS || System.nanoTime() - start < nanos; i++) {
                    side.sample();
                }
            });
        }
    }

    /** What a side cost in each round; {@link #trouble} says whether that is so. */
    double[] samples(Side side) {
        return samples.get(side);
    }

    /** Why a side has no samples, if it has none. */
    Optional<Throwable> trouble(Side side) {
        return Optional.ofNullable(troubles.get(side));
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(Side side, Step step) {
        if (troubles.containsKey(side)) {
            return;
        }
        try {
            step.run();
        } catch (Exception | OutOfMemoryError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            troubles.put(side, e);
        }
    }

    /** Closes all sides, the last one first. */
    @Override
    public void close() {
        List<Side> open = new ArrayList<>(sides);
        for (int i = open.size() - 1; i >= 0; i--) {
            Side side = open.get(i);
            attempt(side, side::close);
        }
    }
}
