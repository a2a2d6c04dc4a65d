package io.github.multiprocessing4j;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A managed pool, where it lives. */
record PoolHome(Pool pool) implements PoolWords {

    @Override
    public <R> R apply(Task<? extends R> task) throws InterruptedException {
        return pool.apply(task);
    }

    @Override
    public <A, R> List<R> map(Fn<? super A, ? extends R> fn, List<? extends A> items, int chunkSize)
            throws InterruptedException {
        return chunkSize == 0 ? pool.map(fn, items) : pool.map(fn, items, o -> o.chunkSize(chunkSize));
    }

    @Override
    public <A, B, R> List<R> starmap(
            Fn2<? super A, ? super B, ? extends R> fn, List<? extends Map.Entry<? extends A, ? extends B>> pairs)
            throws InterruptedException {
        return pool.starmap(fn, pairs);
    }

    @Override
    public <A, R> Iterator<R> imap(Fn<? super A, ? extends R> fn, List<? extends A> items, boolean ordered) {
        return ordered ? pool.imap(fn, items) : pool.imapUnordered(fn, items);
    }

    @Override
    public int workers() {
        return pool.workers();
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public void join() throws InterruptedException {
        pool.join();
    }

    @Override
    public void terminate() {
        pool.terminate();
    }
}
