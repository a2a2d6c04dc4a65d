package io.github.multiprocessing4j.bench;

import java.util.Arrays;

/** The median of some samples, and the least and the most of them. */
record Spread(double median, double least, double most) {

    static Spread of(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
