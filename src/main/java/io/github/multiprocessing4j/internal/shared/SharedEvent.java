package io.github.multiprocessing4j.internal.shared;

/** A flag that can be waited for. */
public interface SharedEvent extends Travelling {

    /** Whether the flag is set. */
    boolean isSet();

    /** Sets the flag, and lets go everybody who waits for it. */
    void set();

    /** Clears the flag. Whoever has been let go stays so. */
    void clear();

    /**
     * Waits for the flag.
     *
     * @param reply gets true when the flag is set
     */
    void await(Reply<Boolean> reply);
}
