package io.github.multiprocessing4j.internal.worker;

/**
 * Ctrl-C reaches every process of a terminal at once. What becomes of the workers is for their parent to say, so they
 * take no notice.
 */
final class TerminalInterrupts {

    private TerminalInterrupts() {}

    /**
     * Takes no notice of signal 2 any more. The class is asked for by name: it is no part of the platform, and a JVM
     * may lack it, or run with an option that leaves signals alone. Then Ctrl-C ends the worker, and its parent sees
     * that.
     */
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignored = handler.getField("SIG_IGN").get(null);
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler).invoke(null, interrupt, ignored);
        } catch (ReflectiveOperationException | LinkageError unavailable) {
            return;
        }
    }
}
