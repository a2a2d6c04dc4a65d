package io.github.multiprocessing4j.internal.worker;

/**
 * What parent and child say to each other: the first value of each message. The fields that follow are given in order.
 */
public final class Protocol {

    // From parent to child

    /**
     * You are a worker of a pool: text name, text place of loader, Encoded set-up, Encoded farewell, truth whether to
     * say how much memory is resident.
     */
    public static final int JOIN = 1;

    /** You are a process: text name, text place of loader, Encoded work. */
    public static final int BE = 2;

    /**
     * Do some work: long number, text place of loader, Encoded work, 0. Or, of work that has its recipe in common with
     * other work: long number, text place of loader, Encoded of what is its own, long number of the recipe, and Encoded
     * recipe; without the last if it is that of the work before.
     */
    public static final int TASK = 3;

    /** Stop some work: long number, truth whether to say where it is. */
    public static final int STOP = 4;

    /** There is nothing more to do. */
    public static final int LEAVE = 5;

    /** Give back all work that is not begun. */
    public static final int RECALL = 7;

    /** The recipe of the work before will not be needed any more. */
    public static final int FORGET = 8;

    /** You cannot be what you should: text name, text why. Say it, and end. */
    public static final int REFUSE = 6;

    // From child to parent

    /** The set-up is done. */
    public static final int READY = 11;

    /** The set-up has thrown: row portrait. */
    public static final int UNREADY = 12;

    /** Work is begun, and will not be done by another one: long number. */
    public static final int BEGUN = 16;

    /**
     * Work is done: long number, long resident bytes or 0, truth whether the worker should be replaced; then Encoded
     * result and row of what {@link Results} put aside, or null and row portrait; long number of the work that is begun
     * next, as {@link #BEGUN} says it, or {@link #NOTHING}.
     */
    public static final int DONE = 13;

    /** Work that is not begun, and will not be: row of long numbers. */
    public static final int RETURNED = 18;

    /** Where work is that is being stopped: long number, row of frames, see {@link Frames}. */
    public static final int STACK = 14;

    /** Nothing more will come, on purpose. */
    public static final int BYE = 15;

    /** This JVM exits, its shutdown hooks are running. */
    public static final int LEAVING = 17;

    // Both ways

    /** For the exchanges: row message. */
    public static final int SHARED = 21;

    /** For the exchanges, what is handed over: long number of the object that it is for, item. */
    public static final int HANDED = 22;

    /** The number of no work. */
    public static final long NOTHING = 0;

    // Exit codes of a child that ends by itself

    /** Its parent is gone. */
    public static final int ORPHANED = 17;

    /** It has no memory left, not even to say so. */
    public static final int OUT_OF_MEMORY = 18;

    /** It could not get in touch with its parent. */
    public static final int NOT_ADMITTED = 19;

    private Protocol() {}
}
