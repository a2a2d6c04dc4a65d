package io.github.multiprocessing4j.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How much is done. */
public enum Scale {
    /** What the list of measurements says. */
    FULL(1, Integer.MAX_VALUE, Integer.MAX_VALUE, 5, Duration.ofSeconds(15), Duration.ofMillis(250)),
    /** So little that all of it takes seconds: it shows that everything runs, and no more. */
    SMOKE(1000, 4096, 2, 1, Duration.ZERO, Duration.ZERO);

    private final int divisor;
    private final int mostBytes;
    private final int mostPoints;
    private final int pairs;
    private final Duration warmUp;
    private final Duration turn;

    Scale(int divisor, int mostBytes, int mostPoints, int pairs, Duration warmUp, Duration turn) {
        this.divisor = divisor;
        this.mostBytes = mostBytes;
        this.mostPoints = mostPoints;
        this.pairs = pairs;
        this.warmUp = warmUp;
        this.turn = turn;
    }

    /** So many tasks or items, or fewer. */
    public int count(int full) {
        return Math.max(Math.min(full, 4), full / divisor);
    }

    /** Something of so many bytes, or fewer. */
    public int bytes(int full) {
        return Math.min(full, mostBytes);
    }

    /** The points of a curve, or the first few. */
    public List<Long> points(long... full) {
        return Arrays.stream(full).limit(mostPoints).boxed().toList();
    }

    public boolean isFull() {
        return this == FULL;
    }

    int pairs() {
        return pairs;
    }

    /** How long each side warms up before a line is measured: a JVM until most of what it does is compiled. */
    public Duration warmUp() {
        return warmUp;
    }

    /**
     * How long each turn of a side takes at least, in which it does its work again and again: so what is measured is
     * not how it comes back after the others have had the processors.
     */
    public Duration turn() {
        return turn;
    }
}
