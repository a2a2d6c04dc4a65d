package io.github.multiprocessing4j;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far an operation of a {@link Pool} has come.
 *
 * @param done how many tasks are over, failed ones included
 * @param failed how many of these have failed
 * @param total how many tasks there are; empty while that is not known, as with {@link Pool#imap} over an input that is
 *     no {@link java.util.Collection}
 * @param elapsed the time since the operation was started
 */
public record Progress(long done, long failed, OptionalLong total, Duration elapsed) {

    /**
     * Whether all tasks are over.
     *
     * @return whether the total is known and reached
     */
    public boolean isComplete() {
        return total.isPresent() && done >= total.getAsLong();
    }
}
