package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Deadline;
import java.time.Duration;
import java.util.Objects;

/**
 * The options of {@link Pool#map} and its kin, filled in by a lambda. Each can be set once.
 *
 * <pre>{@code
 * pool.map(Thumbnail::of, pictures, o -> o.timeout(Duration.ofSeconds(10)).retries(1));
 * }</pre>
 *
 * <p>An object of this class is for one thread, and is not used after the lambda has returned.
 */
public final class MapOptions {

    private final Setting<Integer> chunkSize = new Setting<>("chunkSize", 0);
    private final Setting<Duration> timeout = new Setting<>("timeout", Duration.ZERO);
    private final Setting<Integer> retries = new Setting<>("retries", 0);
    private final Setting<Boolean> failFast = new Setting<>("failFast", false);
    private final Setting<Integer> bufferSize = new Setting<>("bufferSize", 0);
    private final Setting<ProgressListener> progress = new Setting<>("progress", null);

    /** Whether whoever has called waits for the end. */
    private boolean awaited;

    MapOptions() {}

    /**
     * How many items a worker is handed at a time. By default that is a quarter of its share of the input, as in
     * Python, and 1 for {@link Pool#imap}. It decides how fast things go, and not what comes out, unless tasks change
     * what they are given: in another JVM the items of a chunk are copied together, so those that are one object here
     * are one object there, for as long as the chunk.
     *
     * @param items at least 1
     * @return this
     * @throws IllegalArgumentException if {@code items} is less than 1
     * @throws IllegalStateException if it was set before
     */
    public MapOptions chunkSize(int items) {
        chunkSize.set(Setting.atLeastOne("chunkSize", items));
        return this;
    }

    /**
     * How long a task may run. One that runs longer fails with {@link TaskTimeoutException} at that time, and is
     * interrupted. On {@link StartMethod#THREAD} a task that does not heed the interrupt keeps its worker until it
     * returns; what it returns is dropped.
     *
     * <p>With a time limit each item is a chunk of its own; with a {@link #chunkSize} above 1 as well, the limit is for
     * the chunk, whose tasks then fail together.
     *
     * @param limit more than zero
     * @return this
     * @throws IllegalArgumentException if {@code limit} is zero or negative
     * @throws NullPointerException if {@code limit} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public MapOptions timeout(Duration limit) {
        timeout.set(positive("timeout", limit));
        return this;
    }

    /**
     * How often a task that fails is tried again; 0 by default, so that nothing is run twice unless you ask. What
     * counts is the outcome of the last try. Tasks that were cancelled are not tried again.
     *
     * @param times at least 0
     * @return this
     * @throws IllegalArgumentException if {@code times} is negative
     * @throws IllegalStateException if it was set before
     */
    public MapOptions retries(int times) {
        retries.set(notNegative("retries", times));
        return this;
    }

    /**
     * The operation fails as soon as a task has failed, and the other tasks are cancelled. By default all tasks are run
     * to their end first, as in Python. For {@link Pool#imap} it has no meaning, and is refused there.
     *
     * @return this
     * @throws IllegalStateException if it was set before
     */
    public MapOptions failFast() {
        failFast.set(true);
        return this;
    }

    /**
     * For {@link Pool#imap} and {@link Pool#imapUnordered}: how many items may be read from the input, and not yet
     * delivered, at most. By default that is eight chunks for each worker, and up to 512 while chunks are done, and
     * their results taken, within microseconds; set it where items or results may be large. It is refused elsewhere.
     *
     * @param items at least 1, and at least {@link #chunkSize}
     * @return this
     * @throws IllegalArgumentException if {@code items} is less than 1
     * @throws IllegalStateException if it was set before
     */
    public MapOptions bufferSize(int items) {
        bufferSize.set(Setting.atLeastOne("bufferSize", items));
        return this;
    }

    /**
     * Is told how far the operation has come. With a listener, the default chunks of a {@code map} are at most a
     * hundredth of the input.
     *
     * @param listener the listener, for example a {@link ProgressBar}
     * @return this
     * @throws NullPointerException if {@code listener} is {@code null}
     * @throws IllegalStateException if it was set before
     */
    public MapOptions progress(ProgressListener listener) {
        progress.set(Objects.requireNonNull(listener, "progress"));
        return this;
    }

    static Duration positive(String name, Duration time) {
        if (Objects.requireNonNull(time, name).isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + time);
        }
        return time;
    }

    static int notNegative(String name, int number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, not " + number);
        }
        return number;
    }

    static Limits limits(Setting<Duration> timeout, Setting<Integer> retries) {
        return new Limits(timeout.isSet() ? Deadline.nanos(timeout.get()) : 0, retries.get());
    }

    Limits limits() {
        return limits(timeout, retries);
    }

    int chunkSizeOrZero() {
        return chunkSize.get();
    }

    boolean isFailFast() {
        return failFast.get();
    }

    ProgressListener listener() {
        return progress.get();
    }

    /** Refuses what has no meaning for an operation whose result comes as a whole. */
    MapOptions forMap() {
        if (bufferSize.isSet()) {
            throw new IllegalArgumentException(
                    "bufferSize is an option of imap and imapUnordered: map reads its whole input");
        }
        return this;
    }

    /** The operation is over before whoever has called goes on. */
    MapOptions awaited() {
        awaited = true;
        return this;
    }

    /**
     * Whether nothing of the items is needed when whoever has called goes on: he waits, and no task is given up before,
     * of which the items might still be under way.
     */
    boolean isLent() {
        return awaited && !isFailFast() && timeout.get().isZero();
    }

    /** Refuses what has no meaning for an operation whose results come one by one. */
    MapOptions forImap() {
        if (failFast.isSet()) {
            throw new IllegalArgumentException(
                    "failFast is an option of map: imap gives each failure in its place, and can be closed");
        }
        if (bufferSize.isSet() && bufferSize.get() < chunkSize.get()) {
            throw new IllegalArgumentException(
                    "bufferSize is " + bufferSize.get() + ", but a chunk alone has " + chunkSize.get() + " items");
        }
        return this;
    }

    int bufferSizeOrZero() {
        return bufferSize.get();
    }
}
