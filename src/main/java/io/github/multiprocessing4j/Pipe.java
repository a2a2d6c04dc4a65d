package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.BufferedChannel;
import io.github.multiprocessing4j.internal.shared.Channel;
import io.github.multiprocessing4j.internal.shared.RendezvousChannel;
import java.io.Serializable;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A pipe: its two ends.
 *
 * <p>By default an end sends and receives, and so does the other; a one-way pipe goes from right to left.
 *
 * <p>By default sender and receiver meet: {@code send} returns when the other end has taken the message. A pipe that
 * was made with a capacity has room for so many messages in each direction. A program may rely neither on {@code send}
 * returning early nor on it returning late: between JVMs a pipe has a buffer by nature. So have pipes of
 * {@link StartMethod#SPAWN}, and any pipe from the moment when one of its ends is given to another JVM.
 *
 * @param <T> the type of the messages; {@code null} is one like any other
 * @param left one end; of a one-way pipe, the end that reads
 * @param right the other end; of a one-way pipe, the end that writes
 */
public record Pipe<T>(Connection<T> left, Connection<T> right) implements Serializable {

    /**
     * Two ends that belong together. A pipe is made by {@link Multiprocessing#pipe()} or {@link Context#pipe()}.
     *
     * @param left one end
     * @param right the other end
     * @throws NullPointerException if either is {@code null}
     */
    public Pipe {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
    }

    /**
     * A pipe without a capacity.
     *
     * @param copies whether it is made for other JVMs: then there is nobody to meet, but a buffer of modest size
     */
    static <T> Pipe<T> of(boolean duplex, boolean copies) {
        return copies ? buffered(duplex, Channel.MODEST_CAPACITY, true) : of(duplex, RendezvousChannel::new);
    }

    static <T> Pipe<T> buffered(boolean duplex, int capacity, boolean copies) {
        Setting.atLeastOne("capacity", capacity);
        return of(duplex, () -> new BufferedChannel(capacity, copies));
    }

    private static <T> Pipe<T> of(boolean duplex, Supplier<Channel> channel) {
        Channel toLeft = channel.get();
        Channel toRight = duplex ? channel.get() : null;
        return new Pipe<>(new Connection<>(toLeft, toRight), new Connection<>(toRight, toLeft));
    }
}
