package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.NotSerializableException;

/** Finds what it was in an object that could not be written. */
final class Culprit {

    private Culprit() {}

    /** Hears of each object that is being written, outer ones before those in them. */
    interface Observer {

        void writing(Object object);
    }

    /** Writes an object once more, to nowhere. */
    interface Trial {

        void write(Object value, Observer observer) throws IOException;
    }

    /** Says why an object could not be written. */
    static EncodingFailure in(Object value, Throwable failure, Trial trial) {
        String type = value == null ? "null" : value.getClass().getName();
        String reason = failure instanceof NotSerializableException
                ? failure.getMessage() + " is not serializable"
                : failure instanceof StackOverflowError
                        ? "its objects are nested too deeply to be written"
                        : "writing it threw " + failure.getClass().getName() + ": " + failure.getMessage();
        return new EncodingFailure(reason, "", type, failure);
    }
}
