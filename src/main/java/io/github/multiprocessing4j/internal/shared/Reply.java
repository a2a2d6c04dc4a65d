package io.github.multiprocessing4j.internal.shared;

import java.util.function.BooleanSupplier;

/**
 * Where the answer to one operation on a {@link Core} goes.
 *
 * <p>Exactly one of the two methods is called, exactly once, by the core, under the core's lock: so an implementation
 * does nothing but note the answer and wake or notify whoever asked. A question that was taken back with
 * {@link Core#withdraw} is never answered.
 *
 * @param <T> the type of the answer
 */
public interface Reply<T> {

    /** The operation has succeeded, with {@code answer}, which may be {@code null}. */
    void complete(T answer);

    /**
     * What whoever asks waits for as soon as he has asked, on the thread that asks; null if he goes on to something
     * else.
     */
    default BooleanSupplier awaited() {
        return null;
    }

    /** The operation has failed, for the reason {@code failure}, which was made for this reply alone. */
    void fail(Exception failure);
}
