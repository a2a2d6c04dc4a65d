package io.github.multiprocessing4j.bench.inside;

import org.openjdk.jmh.infra.Blackhole;

/** What is done with each of many items. */
public enum Load {
    /** So little that what is measured is the hand-over alone. */
    NOTHING(1_000_000, 0),
    /** About 1 us for each. */
    MICRO(100_000, Load.TOKENS_PER_MICRO),
    /** About 100 us for each. */
    TENTH_OF_A_MILLI(10_000, 100 * Load.TOKENS_PER_MICRO),
    /** About 5 ms for each. */
    MILLIS(200, 5_000 * Load.TOKENS_PER_MICRO),
    /** Item i costs i. */
    UNEVEN(10_000, 0) {
        @Override
        Integer work(Integer item) {
            Blackhole.consumeCPU(item);
            return item;
        }
    };

    /** JMH's unit of work is about 2 ns; that it is the same for all is what counts. */
    private static final long TOKENS_PER_MICRO = 500;

    private final int items;
    private final long tokens;

    Load(int items, long tokens) {
        this.items = items;
        this.tokens = tokens;
    }

    int items() {
        return items;
    }

    Integer work(Integer item) {
        if (tokens > 0) {
            Blackhole.consumeCPU(tokens);
        }
        return item * item;
    }
}
