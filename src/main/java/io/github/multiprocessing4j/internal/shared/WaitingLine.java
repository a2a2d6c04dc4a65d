package io.github.multiprocessing4j.internal.shared;

import java.io.IOException;
import java.util.function.Supplier;

/** Those who wait at a channel for one thing, in order, each with a copy of an end. Guarded by the channel's lock. */
final class WaitingLine {

    private final Line<Waiting> line = new Line<>();

    /**
     * One who waits.
     *
     * @param masked what he sends, masked; null if he sends nothing
     * @param wanted what he can use; null if he receives nothing
     */
    record Waiting(Reply<Object> reply, Object copy, Object masked, Channel.Wanted wanted) {}

    void add(Reply<Object> reply, Object copy) {
        line.add(reply, new Waiting(reply, copy, null, null));
    }

    void addSender(Reply<Object> reply, Object copy, Object masked) {
        line.add(reply, new Waiting(reply, copy, masked, null));
    }

    void addReceiver(Reply<Object> reply, Object copy, Channel.Wanted wanted) {
        line.add(reply, new Waiting(reply, copy, null, wanted));
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    int size() {
        return line.size();
    }

    Waiting peek() {
        return line.peek();
    }

    Waiting poll() {
        return line.poll();
    }

    /** Says whether one has waited, who does not any more. */
    boolean remove(Reply<?> reply) {
        return line.remove(reply) != null;
    }

    /** Those who have waited longest have what they have waited for, until so many are left. */
    void completeAllBut(int count) {
        while (line.size() > count) {
            line.poll().reply.complete(null);
        }
    }

    /** Each gets a failure of its own, which its thread will throw. */
    void fail(Supplier<? extends IOException> failure) {
        while (!line.isEmpty()) {
            line.poll().reply.fail(failure.get());
        }
    }

    /** A copy is closed. */
    void failThoseOf(Object copy) {
        for (Waiting waiting : line.removeAll(waiting -> Stranger.isSame(waiting.copy, copy))) {
            waiting.reply.fail(Channel.closed());
        }
    }
}
