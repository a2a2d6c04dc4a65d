package io.github.multiprocessing4j.internal.shared;

/**
 * Whether the calling thread has stack enough for work of the library that must not be cut short: a user may wait for
 * something at the very end of his.
 */
final class Headroom {

    /** More calls than it takes to receive a message, each with more in its frame than most of those have. */
    private static final int CALLS = 96;

    private Headroom() {}

    static boolean isEnough() {
        try {
            return reach(CALLS, 1, 2, 3, 4, 5, 6, 7, 8) != 0;
        } catch (StackOverflowError none) {
            return false;
        }
    }

    /** All that it is given is needed after the call, and so lies in its frame meanwhile. */
    private static long reach(int left, long a, long b, long c, long d, long e, long f, long g, long h) {
        return left == 0 ? a : reach(left - 1, b, c, d, e, f, g, h, a + left) + (a ^ b) + (c ^ d) + (e ^ f) + (g ^ h);
    }
}
