package io.github.multiprocessing4j.internal.spawn;

import java.util.Locale;

/** Exit codes as Python has them: a death by signal n is -n. */
final class ExitCodes {

    private static final int SIGNALLED = 128;
    private static final int HIGHEST_SIGNAL = 64;
    private static final int CRASHED = 1;
    private static final int ABORTED = 6;
    private static final boolean SIGNALS =
            !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private ExitCodes() {}

    /**
     * The exit code of a JVM.
     *
     * @param value what the system says: 128 + n for a death by signal n, and also for a JVM that took a signal for a
     *     request to end
     * @param crash what the JVM says about its crash, or null
     */
    static int of(int value, CrashReport crash) {
        int code = SIGNALS && value > SIGNALLED && value <= SIGNALLED + HIGHEST_SIGNAL ? SIGNALLED - value : value;
        // A JVM that has crashed aborts, or exits with 1 if it was told to leave no core: the report knows why.
        if (crash != null && crash.signal() > 0 && (code == CRASHED || code == -ABORTED)) {
            return -crash.signal();
        }
        return code;
    }
}
