package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.engine.Outcome;
import io.github.multiprocessing4j.internal.wire.DecodingFailure;
import io.github.multiprocessing4j.internal.wire.Encoded;
import io.github.multiprocessing4j.internal.worker.Portraits;
import io.github.multiprocessing4j.internal.worker.Protocol;
import io.github.multiprocessing4j.internal.worker.Results;

/** Reads what a worker has answered, for whoever serves at its desk. */
final class Answers {

    private final Desk desk;
    private final Packer packer;
    private final ResultReading reading = new ResultReading();

    Answers(Desk desk, Packer packer) {
        this.desk = desk;
        this.packer = packer;
    }

    /** Who reads results by code of the user. */
    ResultReading reading() {
        return reading;
    }

    /** Whether a message is dealt with in a moment, and without code of a user. */
    static boolean isBrief(Object[] message) {
        return message[0] instanceof Integer kind
                && (kind == Protocol.BEGUN || kind == Protocol.DONE && isPlain(message));
    }

    /** Whether the result of what is done is read without code of a user, and so without being abandoned. */
    private static boolean isPlain(Object[] done) {
        return done.length > 5
                && done[4] instanceof Encoded encoded
                && encoded.isPlain()
                && (done[5] == null || done[5] instanceof Object[] aside && aside.length == 0);
    }

    /** The outcome that a worker tells. May run code of the user. */
    Outcome outcome(Object[] done) {
        if (isPlain(done)) {
            return read(done);
        }
        desk.child().leaveSeat(); // it may take its time
        reading.begin();
        try {
            return read(done);
        } finally {
            reading.end();
        }
    }

    private Outcome read(Object[] done) {
        try {
            return done[4] == null
                    ? new Outcome.Raised(
                            Portraits.restore((Object[]) done[5], packer::unpack),
                            desk.child().id())
                    : new Outcome.Value(
                            Results.unpack((Encoded) done[4], (Object[]) done[5], packer::unpack),
                            desk.child().id());
        } catch (DecodingFailure | RuntimeException | Error unreadable) { // no memory for it, among others
            return new Outcome.Raised(unreadable, desk.child().id());
        }
    }

    /** Nobody wants what a worker tells. */
    void discard(Object[] row) {
        for (Object value : row) {
            if (value instanceof Encoded encoded) {
                packer.discard(encoded);
            } else if (value instanceof Object[] inner) {
                discard(inner);
            }
        }
    }
}
