package io.github.multiprocessing4j;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The parent of a process. One in another JVM is made a process here when somebody asks for it: it is watched from then
 * on, which takes a thread, and a JVM that has just started some 10 ms.
 */
final class ProcessParent {

    private final ProcessIdentity elsewhere;

    private final ReentrantLock lock = new ReentrantLock();

    /** Null as long as nobody has asked. Written under the lock, or before anybody else knows this object. */
    private volatile Process process;

    private ProcessParent(ProcessIdentity elsewhere, Process process) {
        this.elsewhere = elsewhere;
        this.process = process;
    }

    /** A process of this JVM. */
    static ProcessParent here(Process process) {
        return new ProcessParent(null, process);
    }

    /** A process of another JVM. */
    static ProcessParent elsewhere(ProcessIdentity identity) {
        return new ProcessParent(identity, null);
    }

    /** Whether somebody may have asked for the process. */
    boolean isKnown() {
        return process != null;
    }

    /** The process. */
    Process process() {
        if (process == null) {
            lock.lock();
            try {
                if (process == null) {
                    process = new Process(elsewhere);
                }
            } finally {
                lock.unlock();
            }
        }
        return process;
    }

    /** Who it is, for another JVM. */
    ProcessIdentity identity() {
        return elsewhere == null ? process.identity() : elsewhere;
    }
}
