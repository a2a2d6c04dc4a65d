package io.github.multiprocessing4j.internal.wire;

import java.io.IOException;
import java.io.NotSerializableException;

/**
 * Finds what it was in an object that could not be written.
 *
 * <p>The object is written once more, to nowhere, and it is watched what is being written when that fails. So it costs
 * nothing as long as all goes well. Code of the user runs again: if it does not fail again, or takes too long, the way
 * to the culprit stays unknown.
 */
final class Culprit {

    private static final String UNEXPECTED = "unexpected exception type";

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
        if (failure instanceof StackOverflowError) {
            // Whoever is nested so deeply has no way to him that anybody would read.
            return new EncodingFailure(
                    "its objects are nested too deeply to be written", "", Portrait.ofValue(value), failure);
        }
        Trail trail = repeat(value, failure, trial);
        String reason;
        if (Trail.names(failure, trail.last())) {
            reason = Portrait.typeOf(trail.last()) + " is not serializable";
        } else if (failure instanceof NotSerializableException && failure.getMessage() != null) {
            reason = failure.getMessage() + " is not serializable";
        } else {
            reason = "writing it threw " + Portrait.of(original(failure));
        }
        return new EncodingFailure(reason, pathOf(trail), Portrait.ofValue(trail.subject()), failure);
    }

    /** What the user's code has thrown: the JDK wraps what it does not expect. */
    static Throwable original(Throwable failure) {
        boolean wrapped = failure.getClass() == IOException.class
                && UNEXPECTED.equals(failure.getMessage())
                && failure.getCause() != null;
        return wrapped ? failure.getCause() : failure;
    }

    private static String pathOf(Trail trail) {
        try {
            return trail.path();
        } catch (Throwable changedMeanwhile) {
            return "";
        }
    }

    private static Trail repeat(Object value, Throwable failure, Trial trial) {
        Trail trail = new Trail(value);
        try {
            trial.write(value, trail);
        } catch (Trail.LostException tooLong) {
            return new Trail(value);
        } catch (Throwable again) { // no memory, too: then there is no way, but a failure still
            if (again.getClass() != failure.getClass()) {
                return new Trail(value);
            }
            trail.endAt(original(again));
            return trail;
        }
        return new Trail(value);
    }
}
