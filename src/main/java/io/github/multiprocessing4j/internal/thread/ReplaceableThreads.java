package io.github.multiprocessing4j.internal.thread;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An executor of one thread for each worker, so that a worker's thread can be replaced by a fresh one. A
 * {@link java.util.concurrent.ForkJoinPool} lets none of its threads go at a time of ours, and has no virtual ones.
 *
 * <p>Whoever was used last is used first.
 */
final class ReplaceableThreads implements CrewThreads {

    private final Supplier<ExecutorService> open;
    private final Function<Thread, Post> hire;
    private final Consumer<Post> dismiss;

    private final ThreadLocal<Post> here = new ThreadLocal<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Workers without a shift. Guarded by the lock. */
    private final Deque<Hand> idle = new ArrayDeque<>();

    /** All workers whose thread may still be alive. Guarded by the lock. */
    private final Set<Hand> all = new HashSet<>();

    /** Guarded by the lock. */
    private boolean closed;

    /** An executor of one thread; the post is made and used by that thread alone. */
    private static final class Hand {

        private final ExecutorService executor;
        private Post post;

        Hand(ExecutorService executor) {
            this.executor = executor;
        }
    }

    /**
     * Starts no thread yet.
     *
     * @param open makes an executor of one thread
     * @param hire makes the worker of a new thread, and names the thread
     * @param dismiss told on each thread that its worker ends
     */
    ReplaceableThreads(Supplier<ExecutorService> open, Function<Thread, Post> hire, Consumer<Post> dismiss) {
        this.open = open;
        this.hire = hire;
        this.dismiss = dismiss;
    }

    @Override
    public void start(Shift shift) {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("the threads have been let go");
            }
            Hand hand = idle.pollFirst();
            if (hand == null) {
                hand = new Hand(open.get());
                all.add(hand);
            }
            Hand taken = hand;
            taken.executor.execute(() -> run(taken, shift));
        } finally {
            lock.unlock();
        }
    }

    private void run(Hand hand, Shift shift) {
        boolean stays = false;
        try {
            if (hand.post == null) {
                hand.post = hire.apply(Thread.currentThread());
                here.set(hand.post);
            }
            stays = shift.work(hand.post);
        } finally {
            giveBack(hand, stays);
            shift.over();
        }
    }

    @Override
    public Post here() {
        return here.get();
    }

    private void giveBack(Hand hand, boolean stays) {
        lock.lock();
        try {
            if (stays && !closed) {
                idle.addFirst(hand);
                return;
            }
            all.removeIf(former -> former.executor.isTerminated());
            hand.executor.shutdown();
        } finally {
            lock.unlock();
        }
        if (hand.post != null) {
            dismiss.accept(hand.post);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Hand hand : idle) {
                hand.executor.execute(() -> dismiss.accept(hand.post));
            }
            idle.clear();
            all.forEach(hand -> hand.executor.shutdown());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitEnd(long nanos) throws InterruptedException {
        List<Hand> left;
        lock.lock();
        try {
            left = new ArrayList<>(all);
        } finally {
            lock.unlock();
        }
        long start = System.nanoTime();
        for (Hand hand : left) {
            long remaining = nanos - (System.nanoTime() - start);
            if (!hand.executor.awaitTermination(remaining, TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }
}
