package io.github.multiprocessing4j.bench;

import java.io.IOException;

/** Somebody to compare with is not on this machine: the table says so, and that is no failure. */
final class Absent extends IOException {

    private static final long serialVersionUID = 1L;

    Absent(String who, Throwable cause) {
        super("there is no " + who, cause);
    }
}
