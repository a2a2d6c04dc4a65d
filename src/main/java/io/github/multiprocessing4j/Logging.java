package io.github.multiprocessing4j;

import java.util.Map;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What the library has to do with logging: it says when something of a user's has gone wrong that nobody else hears of,
 * and it carries the logging context (MDC) of whoever submits a task to the worker.
 */
final class Logging {

    /**
     * Whether there is a logging back end, found as SLF4J finds it. Without one SLF4J is not touched, for at its first
     * touch it complains on standard error.
     */
    private static final boolean BACK_END = System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) != null
            || ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader())
                    .iterator()
                    .hasNext();

    static {
        if (BACK_END) {
            // SLF4J is initialized here, by one thread. Tasks that were the first to touch it, from several threads at
            // once, would get a temporary context, and a note on standard error.
            LoggerFactory.getILoggerFactory();
        }
    }

    private static final String WORKER_LOGGER = "io.github.multiprocessing4j.worker.";

    private Logging() {}

    /** The library's logger. Called when there is something to log. */
    static Logger logger() {
        return LoggerFactory.getLogger(Pool.class);
    }

    /** Something has happened of which nobody is told by an exception. */
    static void warn(String what) {
        if (BACK_END) {
            logger().warn("{}", what);
        }
    }

    /** A worker's process has written a line. */
    static void workerLine(String worker, boolean error, String line) {
        Logger logger = LoggerFactory.getLogger(WORKER_LOGGER + worker);
        if (error) {
            logger.warn("{}", line);
        } else {
            logger.info("{}", line);
        }
    }

    /** Whether contexts are kept at all. */
    static boolean hasContexts() {
        return BACK_END;
    }

    /** The context of the calling thread; null if it is empty. */
    static Map<String, String> capture() {
        if (!BACK_END) {
            return null;
        }
        Map<String, String> map = MDC.getCopyOfContextMap();
        return map == null || map.isEmpty() ? null : map;
    }

    /**
     * Makes a context that of the calling thread.
     *
     * @param context from {@link #capture}
     * @return the one that was there before, to be given to this method again at the end
     */
    static Map<String, String> change(Map<String, String> context) {
        if (!BACK_END) {
            return null;
        }
        Map<String, String> before = capture();
        if (context != null) {
            MDC.setContextMap(context);
        } else if (before != null) {
            MDC.clear();
        }
        return before;
    }
}
