package io.github.multiprocessing4j.internal.engine;

/** Exceptions of users in words: their own, if they have any. */
public final class Description {

    private Description() {}

    /** The text form of an exception; the name of its class if its own code fails to give one. */
    public static String of(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Throwable unspeakable) {
            return thrown.getClass().getName();
        }
    }
}
