package io.github.multiprocessing4j.internal.shared;

import static io.github.multiprocessing4j.internal.shared.Operations.AWAIT_NEWS;

import java.util.concurrent.locks.ReentrantLock;

/** The watches on an end of a channel of another realm. */
final class FarNews {

    /*
     * While there are watches, the home is asked for news: one question at a time.
     *
     * idle -> asked    the first watch comes; or somebody looks and finds nothing, while there are watches
     * asked -> idle    there is an answer, or a failure: all watches fire; or the last watch has gone
     *
     * The next question is asked only when somebody who has looked finds nothing: else, while there is something that
     * nobody takes, questions would go round and round.
     */
    private final Far far;
    private final long copy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Watches watches = new Watches();

    /** The question; null while there is none. Guarded by the lock. */
    private News asked;

    private final class News implements Reply<Object> {

        @Override
        public void complete(Object answer) {
            lock.lock();
            try {
                if (asked == this) {
                    asked = null;
                }
                watches.fire();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void fail(Exception failure) {
            complete(null);
        }
    }

    FarNews(Far far, long copy) {
        this.far = far;
        this.copy = copy;
    }

    void watch(Watcher watch) {
        lock.lock();
        try {
            watches.add(watch);
            ask();
        } finally {
            lock.unlock();
        }
    }

    void unwatch(Watcher watch) {
        lock.lock();
        try {
            watches.remove(watch);
            if (watches.isEmpty() && asked != null) {
                far.forget(asked);
                asked = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whoever watches has to look. */
    void tell() {
        lock.lock();
        try {
            watches.fire();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody has looked whether there is anything; gives what he has found. */
    boolean isThere(boolean found) {
        if (!found) {
            lock.lock();
            try {
                if (!watches.isEmpty()) {
                    ask();
                }
            } finally {
                lock.unlock();
            }
        }
        return found;
    }

    private void ask() {
        if (asked == null) {
            asked = new News();
            far.ask(asked, answer -> answer, AWAIT_NEWS, copy);
        }
    }
}
