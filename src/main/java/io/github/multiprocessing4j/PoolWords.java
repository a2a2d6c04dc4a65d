package io.github.multiprocessing4j;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What is said to a managed pool. */
interface PoolWords {

    <R> R apply(Task<? extends R> task) throws InterruptedException;

    <A, R> List<R> map(Fn<? super A, ? extends R> fn, List<? extends A> items, int chunkSize)
            throws InterruptedException;

    <A, B, R> List<R> starmap(
            Fn2<? super A, ? super B, ? extends R> fn, List<? extends Map.Entry<? extends A, ? extends B>> pairs)
            throws InterruptedException;

    <A, R> Iterator<R> imap(Fn<? super A, ? extends R> fn, List<? extends A> items, boolean ordered);

    int workers();

    void shutdown();

    void join() throws InterruptedException;

    void terminate();
}
