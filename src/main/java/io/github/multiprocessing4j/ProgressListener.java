package io.github.multiprocessing4j;

/**
 * Is told how far an operation of a {@link Pool} has come. Set by {@link MapOptions#progress}.
 *
 * <p>It is called on the callback thread of the pool, never twice at a time, with numbers that only grow; not for every
 * task, but as often as it returns while tasks are being finished, and once when all are over, before the result is
 * ready. It should return soon: callbacks wait for it. What it throws is logged, and has no effect.
 *
 * @see ProgressBar
 */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Hears of some progress.
     *
     * @param progress how far the operation has come
     */
    void progress(Progress progress);
}
