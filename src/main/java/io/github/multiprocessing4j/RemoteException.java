package io.github.multiprocessing4j;

/**
 * A task on another JVM has thrown an exception that cannot travel: it cannot be serialized there, or not be
 * deserialized here. This one stands for it, with its stack trace.
 *
 * <p>Exceptions that can travel come out of a pool as they are, never in this one.
 */
public final class RemoteException extends MultiprocessingException {

    private static final long serialVersionUID = 1L;

    /** What the exception was. */
    private final String className;

    /** What it said. */
    private final String remoteMessage;

    /** How it was printed. */
    private final String remoteTrace;

    RemoteException(String className, String remoteMessage, String remoteTrace, StackTraceElement[] frames) {
        super(remoteMessage == null ? className : className + ": " + remoteMessage);
        this.className = className;
        this.remoteMessage = remoteMessage;
        this.remoteTrace = remoteTrace;
        setStackTrace(frames);
    }

    /**
     * The class of the exception.
     *
     * @return its name
     */
    public String className() {
        return className;
    }

    /**
     * The message of the exception, of which a very long one is cut.
     *
     * @return the message, or {@code null} if there was none
     */
    public String remoteMessage() {
        return remoteMessage;
    }

    /**
     * The exception and its causes with their stack traces, as they were printed where it was thrown; a very long text
     * is cut.
     *
     * @return the text
     */
    public String remoteTrace() {
        return remoteTrace;
    }
}
