package io.github.multiprocessing4j.internal.worker;

import io.github.multiprocessing4j.internal.engine.Parts;
import io.github.multiprocessing4j.internal.engine.Thrown;
import io.github.multiprocessing4j.internal.shared.Coder;
import io.github.multiprocessing4j.internal.wire.EncodingFailure;
import io.github.multiprocessing4j.internal.wire.Link;

/** What a worker says of a piece of work that has ended. */
final class Answer {

    private final long number;

    /** Whether the worker had better be replaced: memory has run out in it, and nobody knows what is left undone. */
    private boolean exhausted;

    private Results.Packed result;
    private Object[] failure;

    Answer(long number) {
        this.number = number;
    }

    /** The work has given something. */
    void result(Object value, Coder coder, Link link) throws EncodingFailure {
        if (value instanceof Parts parts) {
            for (Object part : parts.results()) {
                exhausted |= part instanceof Thrown thrown && thrown.error() instanceof OutOfMemoryError;
            }
        }
        Results.Packed packed = Results.pack(value, coder);
        link.check(packed.length());
        result = packed;
    }

    /** The work has thrown, or its result cannot be written, or itself could not be read. */
    void failure(Throwable error, Coder coder) {
        exhausted |= error instanceof OutOfMemoryError;
        failure = Portraits.of(error, coder::encode);
    }

    /** Whether the worker had better do nothing after this. */
    boolean isLast() {
        return exhausted;
    }

    /**
     * What is sent.
     *
     * @param next the number of the work that is begun next, or {@link Protocol#NOTHING}
     */
    Object[] message(long resident, long next) {
        return failure == null
                ? new Object[] {Protocol.DONE, number, resident, exhausted, result.value(), result.aside(), next}
                : new Object[] {Protocol.DONE, number, resident, exhausted, null, failure, next};
    }
}
