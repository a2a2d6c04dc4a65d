package io.github.multiprocessing4j.internal.shared;

/** A message on its way through a {@link RendezvousChannel}. */
final class Envelope {

    /** What has become of a message. */
    enum Fate {
        RECEIVED,
        REFUSED
    }

    private final Object message;

    /**
     * Null until whoever took it has said. Written before he is not counted any more, or under the lock of the channel;
     * read under that.
     */
    Fate fate;

    Envelope(Object message) {
        this.message = message;
    }

    Object message() {
        return message;
    }
}
