package io.github.multiprocessing4j.internal.spawn;

import java.util.Locale;
import java.util.Set;

/** Exit codes as Python has them: a death by signal n is -n. */
final class ExitCodes {

    private static final int SIGNALLED = 128;
    private static final int HIGHEST_SIGNAL = 64;

    /** The signals that a JVM takes for a request to exit: SIGHUP, SIGINT, SIGTERM. */
    private static final Set<Integer> REQUESTS = Set.of(1, 2, 15);

    /** What the system says of a JVM that was asked to end. */
    static final int ASKED = SIGNALLED + 15;

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
     * @param exited whether the JVM has exited in good order: by its own will, or because it was asked to
     */
    static int of(int value, CrashReport crash, boolean exited) {
        boolean signalled = exited
                ? REQUESTS.contains(value - SIGNALLED)
                : value > SIGNALLED && value <= SIGNALLED + HIGHEST_SIGNAL;
        int code = SIGNALS && signalled ? SIGNALLED - value : value;
        // A JVM that has crashed aborts, or exits with 1 if it was told to leave no core: the report knows why.
        if (crash != null && crash.signal() > 0 && (code == CRASHED || code == -ABORTED)) {
            return -crash.signal();
        }
        return code;
    }
}
