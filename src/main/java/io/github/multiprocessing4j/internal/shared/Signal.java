package io.github.multiprocessing4j.internal.shared;

import java.util.concurrent.locks.ReentrantLock;

/** Something that happens once, and can be watched for. */
public final class Signal implements Watchable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Watches watches = new Watches();
    private boolean given;

    /** It has happened. */
    public void give() {
        lock.lock();
        try {
            given = true;
            watches.fire();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isReady() {
        lock.lock();
        try {
            return given;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void watch(Watcher watch) {
        lock.lock();
        try {
            watches.add(watch);
            if (given) {
                watch.fire();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unwatch(Watcher watch) {
        lock.lock();
        try {
            watches.remove(watch);
        } finally {
            lock.unlock();
        }
    }
}
