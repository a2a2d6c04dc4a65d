package io.github.multiprocessing4j.bench;

import java.util.Locale;

/** Times in words. */
final class Nanos {

    private Nanos() {}

    /** Three digits, and the unit that fits. */
    static String say(double nanos) {
        if (nanos < 1e3) {
            return digits(nanos) + " ns";
        }
        if (nanos < 1e6) {
            return digits(nanos / 1e3) + " us";
        }
        if (nanos < 1e9) {
            return digits(nanos / 1e6) + " ms";
        }
        return digits(nanos / 1e9) + " s";
    }

    private static String digits(double value) {
        int places = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
