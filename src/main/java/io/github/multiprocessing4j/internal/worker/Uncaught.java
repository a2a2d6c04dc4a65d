package io.github.multiprocessing4j.internal.worker;

import java.io.PrintStream;

/** What nobody has caught, told as the JVM tells it. */
final class Uncaught {

    private Uncaught() {}

    /** Tells, and sees to it that it is out before the process ends. */
    static void report(Thread thread, Throwable error) {
        try {
            Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
            if (handler != null) {
                handler.uncaughtException(thread, error);
            } else {
                PrintStream out = System.err;
                out.print("Exception in thread \"" + thread.getName() + "\" ");
                error.printStackTrace(out);
                out.flush();
            }
        } catch (Throwable ofTheHandler) {
            return; // ignored, as the JVM does
        }
    }
}
