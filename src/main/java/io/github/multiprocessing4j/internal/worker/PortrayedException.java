package io.github.multiprocessing4j.internal.worker;

/** Stands for an exception that could not travel itself. Has its stack. */
public final class PortrayedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String className;

    private final String trace;

    PortrayedException(String className, String message, String trace, StackTraceElement[] frames, Throwable why) {
        super(message, null, true, true);
        this.className = className;
        this.trace = trace;
        setStackTrace(frames);
        if (why != null) {
            addSuppressed(why);
        }
    }

    /** The class of the exception. */
    public String className() {
        return className;
    }

    /** The exception and its causes, as it would be printed where it was thrown. */
    public String trace() {
        return trace;
    }

    @Override
    public String toString() {
        return getMessage() == null ? className : className + ": " + getMessage();
    }
}
