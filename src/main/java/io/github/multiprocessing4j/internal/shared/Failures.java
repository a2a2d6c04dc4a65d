package io.github.multiprocessing4j.internal.shared;

import java.io.EOFException;
import java.io.IOException;

/** How the failure of an operation is said in another realm: by a word for its type, and its message. */
final class Failures {

    private Failures() {}

    static String word(Exception failure) {
        if (failure instanceof EOFException) {
            return "end";
        } else if (failure instanceof IOException) {
            return "io";
        } else if (failure instanceof IllegalMonitorStateException) {
            return "owner";
        } else if (failure instanceof IllegalStateException) {
            return "state";
        } else if (failure instanceof IndexOutOfBoundsException) {
            return "index";
        } else if (failure instanceof IllegalArgumentException) {
            return "argument";
        }
        return "other";
    }

    /** What may be said in a message: its own, or what it is if it has none. */
    static String text(Exception failure) {
        return word(failure).equals("other") || failure.getMessage() == null
                ? failure.toString()
                : failure.getMessage();
    }

    static Exception read(String word, String text) {
        return switch (word) {
            case "end" -> new EOFException(text);
            case "io" -> new IOException(text);
            case "owner" -> new IllegalMonitorStateException(text);
            case "index" -> new IndexOutOfBoundsException(text);
            case "argument" -> new IllegalArgumentException(text);
            default -> new IllegalStateException(text);
        };
    }
}
