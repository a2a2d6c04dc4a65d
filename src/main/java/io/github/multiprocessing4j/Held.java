package io.github.multiprocessing4j;

/**
 * Something that is held until the end of a block: the result of {@link Mutex#hold}, {@link Semaphore#hold} and
 * {@link Condition#hold}.
 *
 * <pre>{@code
 * Lock lock = Multiprocessing.lock();
 * try (Held held = lock.hold()) {
 *     // alone here
 * }
 * }</pre>
 */
public interface Held extends AutoCloseable {

    /**
     * Releases what is held, once: a further call does nothing.
     *
     * @throws IllegalMonitorStateException if it is an {@link RLock}, and the calling thread does not hold it
     * @throws IllegalStateException if it was released already, but not by this method
     */
    @Override
    void close();
}
