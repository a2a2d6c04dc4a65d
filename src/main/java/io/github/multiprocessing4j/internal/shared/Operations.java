package io.github.multiprocessing4j.internal.shared;

/** The numbers by which a realm asks another one for something. Each kind of object has its own, from 1. */
final class Operations {

    /** Of all: takes back the question of that number. */
    static final int WITHDRAW = -1;

    /** Of those whose state can be used without asking: where it lies. */
    static final int MAP = -2;

    static final int TRY_ACQUIRE = 1;
    static final int ACQUIRE = 2;
    static final int RELEASE = 3;

    static final int HOLDS = 4;
    static final int WAS_ABANDONED = 5;
    static final int NEW_CONDITION = 6;

    static final int PERMITS = 4;

    static final int IS_SET = 1;
    static final int SET = 2;
    static final int CLEAR = 3;

    static final int AWAIT = 4;
    static final int SIGNAL = 5;

    static final int WAITING = 1;
    static final int IS_BROKEN = 2;
    static final int ARRIVE = 3;
    static final int FINISH = 4;
    static final int ABORT = 5;
    static final int RESET = 6;
    static final int MISS = 7;

    static final int OFFER = 1;
    static final int PUT = 2;
    static final int POLL = 3;
    static final int GET = 4;
    static final int SIZE = 5;
    static final int IS_FULL = 6;
    static final int CAPACITY = 7;
    static final int DISMISS = 8;
    static final int TASK_DONE = 9;
    static final int JOIN = 10;

    static final int SEND = 1;
    static final int RECEIVE = 2;
    static final int AWAIT_NEWS = 3;
    static final int HAS_NEWS = 4;
    static final int IS_READY = 5;
    static final int CLOSE = 6;
    static final int SEND_AHEAD = 7;
    static final int AWAIT_BREAK = 8;

    static final int CALL = 1;

    static final int READ = 1;
    static final int WRITE = 2;

    private Operations() {}
}
