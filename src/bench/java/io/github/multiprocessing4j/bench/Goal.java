package io.github.multiprocessing4j.bench;

import java.util.Locale;

/**
 * What a line should come to.
 *
 * @param kind what the figure is
 * @param limit the least or the most that it may be; of {@link Kind#NONE} there is none
 */
public record Goal(Kind kind, double limit) {

    /** What a figure says, of the medians of pairs. */
    public enum Kind {
        /** Our time, as a multiple of the other's. Less is better. */
        TIME("time ", " x", false),
        /** Our rate, as a multiple of the other's. More is better. */
        RATE("rate ", " x", true),
        /** Milliseconds, of a line without an opponent. */
        MILLIS("", " ms", false),
        /** Bytes, of a line without an opponent. */
        BYTES("", " bytes", false),
        /** Our time, as a multiple of that of somebody with whom no goal is set. */
        NONE("time ", " x", false);

        private final String before;
        private final String after;
        private final boolean moreIsBetter;

        Kind(String before, String after, boolean moreIsBetter) {
            this.before = before;
            this.after = after;
            this.moreIsBetter = moreIsBetter;
        }
    }

    public static Goal timeAtMost(double limit) {
        return new Goal(Kind.TIME, limit);
    }

    public static Goal rateAtLeast(double limit) {
        return new Goal(Kind.RATE, limit);
    }

    public static Goal millisAtMost(double limit) {
        return new Goal(Kind.MILLIS, limit);
    }

    public static Goal bytesAtMost(double limit) {
        return new Goal(Kind.BYTES, limit);
    }

    /** A comparison that is of interest, and no goal. */
    public static Goal none() {
        return new Goal(Kind.NONE, Double.NaN);
    }

    /** The figure of one pair: of our cost of a unit, and the other's. */
    double of(double ours, double theirs) {
        return switch (kind) {
            case TIME, NONE -> ours / theirs;
            case RATE -> theirs / ours;
            case MILLIS, BYTES -> ours;
        };
    }

    boolean isMetBy(double figure) {
        return kind.moreIsBetter ? figure >= limit : figure <= limit;
    }

    /** Whether there is anything to meet. */
    boolean isSet() {
        return kind != Kind.NONE;
    }

    /** A figure of this kind in words. */
    String say(double figure) {
        return kind.before + number(figure) + kind.after;
    }

    /** A figure as a number. */
    static String digits(double figure) {
        return number(figure);
    }

    @Override
    public String toString() {
        return isSet() ? kind.before + (kind.moreIsBetter ? ">= " : "<= ") + number(limit) + kind.after : "";
    }

    /** Three digits that count; what is far below one as a fraction, as in 1/50. */
    private static String number(double value) {
        if (value > 0 && value < 0.6) {
            return "1/" + number(1 / value);
        }
        if (value >= 99.5 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value < 9.95 ? "%.2f" : "%.1f", value);
    }
}
