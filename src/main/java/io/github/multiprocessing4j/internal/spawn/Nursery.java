package io.github.multiprocessing4j.internal.spawn;

import io.github.multiprocessing4j.internal.memory.MemoryPlace;
import io.github.multiprocessing4j.internal.shared.Exchange;
import io.github.multiprocessing4j.internal.shared.Realm;
import io.github.multiprocessing4j.internal.wire.Rings;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The child JVMs of this one, and the premises that they share with it while there are any.
 *
 * <p>When this JVM ends, so do they: it asks them to, and kills those that do not. Should it be killed itself, they see
 * that, and end by themselves; the premises are then removed by the next program that makes some.
 */
final class Nursery {

    private static final long SHUTDOWN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long KILLED_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long it takes at most, in all likelihood, from the end of the last hook to that of the JVM. */
    private static final long HALT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();

    // All guarded by the lock.
    private final Set<Child> children = new HashSet<>();
    private int launching;
    private Premises premises;
    private boolean watched;
    private boolean ending;
    private boolean ended;

    /** Whether it was said that memory cannot be shared. */
    private final AtomicBoolean warned = new AtomicBoolean();

    private Nursery() {}

    static Nursery here() {
        return Realm.here().resident(Nursery.class, Nursery::new);
    }

    /**
     * Makes room for a child that is about to be launched.
     *
     * @return what it shares
     * @throws IllegalStateException if this JVM is ending
     */
    Premises enter() throws IOException {
        lock.lock();
        try {
            watchForTheEnd();
            if (premises != null && !premises.areThere()) {
                premises.close(); // somebody has cleared them away
                premises = null;
            }
            if (premises == null) {
                premises = Premises.open();
            }
            launching++;
            return premises;
        } finally {
            lock.unlock();
        }
    }

    private void watchForTheEnd() {
        if (ending) {
            throw new IllegalStateException("this JVM is ending: it starts no other");
        }
        if (!watched) {
            Runtime.getRuntime().addShutdownHook(new Thread(null, this::end, "mp-shutdown", 0, false));
            watched = true;
        }
    }

    /** Makes rings for a child; null if it has to do without. */
    Rings rings(Premises shared, String child) {
        if (!MemoryPlace.isWanted()) {
            return null;
        }
        try {
            return shared.rings(child);
        } catch (IOException noRoom) {
            if (warned.compareAndSet(false, true)) {
                Exchange.here()
                        .report("processes are talked to by sockets alone, which is slower: no memory can be shared"
                                + " with them (" + noRoom.getMessage() + ")");
            }
            return null;
        }
    }

    /** The child for which room was made has been launched. */
    void add(Child child) {
        boolean late;
        lock.lock();
        try {
            children.add(child);
            launching--;
            late = ending;
        } finally {
            lock.unlock();
        }
        if (late) {
            child.kill();
        }
    }

    /** The child for which room was made could not be launched. */
    void giveUp() {
        lock.lock();
        try {
            launching--;
            tidy();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A child has ended.
     *
     * @param orderly whether by its own will: else it may have left premises of its own behind
     */
    void remove(Child child, boolean orderly) {
        Premises shared;
        lock.lock();
        try {
            shared = premises;
        } finally {
            lock.unlock();
        }
        if (!orderly) {
            shared.removeStale(); // which are there as long as the child is among those who share it
        }
        lock.lock();
        try {
            children.remove(child);
            tidy();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Holds back the news that a child has ended with this JVM, until this would be gone too: else threads that wait
     * for the child would tell the user, if they are quick, of a loss that is none. But a hook of the user's may be
     * among them, and the JVM waits for that: so they do get to know.
     */
    void holdBack() throws InterruptedException {
        lock.lock();
        try {
            while (ending && !ended) {
                left.await();
            }
            long remaining = ended ? HALT_NANOS : 0;
            while (remaining > 0) {
                remaining = left.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tidy() {
        if (children.isEmpty() && launching == 0 && premises != null) {
            premises.close();
            premises = null;
        }
        left.signalAll();
    }

    /** This JVM ends. */
    private void end() {
        try {
            for (Child child : stopLaunching()) {
                child.terminate();
            }
            if (!awaitEmpty(SHUTDOWN_NANOS)) {
                for (Child child : stopLaunching()) {
                    child.kill();
                }
                awaitEmpty(KILLED_NANOS);
            }
        } catch (InterruptedException e) {
            return; // nobody interrupts a hook; the children see for themselves that this JVM is gone
        } finally {
            endHolding();
        }
    }

    private void endHolding() {
        lock.lock();
        try {
            ended = true;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Child> stopLaunching() {
        lock.lock();
        try {
            ending = true;
            return List.copyOf(children);
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitEmpty(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long remaining = nanos;
            while (!children.isEmpty() && remaining > 0) {
                remaining = left.awaitNanos(remaining);
            }
            return children.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
