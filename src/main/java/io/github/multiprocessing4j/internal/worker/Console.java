package io.github.multiprocessing4j.internal.worker;

import java.io.PrintStream;

/** The standard streams of a child JVM, for the little that has to be said where nobody is left to be told. */
final class Console {

    private Console() {}

    /** Says why there is no worker. */
    static void say(String text) {
        System.err.println(text);
        System.err.flush();
    }

    /** Sees to it that all is out that was printed, before the process ends. */
    static void flush() {
        System.out.flush();
        System.err.flush();
    }

    /** Tells what nobody has caught, as the JVM tells it. */
    static void uncaught(Thread thread, Throwable error) {
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
