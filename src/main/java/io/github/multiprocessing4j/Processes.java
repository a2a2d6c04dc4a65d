package io.github.multiprocessing4j;

import io.github.multiprocessing4j.internal.shared.Realm;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What this JVM knows of processes: which one the calling code is in, and the words said once for all. */
final class Processes {

    /** The name of the system property for the default start method. */
    static final String START_METHOD_PROPERTY = "multiprocessing4j.startMethod";

    /** The process that this JVM is; changes once, in a JVM that was started to be another one. */
    private volatile Process main = Process.main();

    /** What the process that started this one has said; null for the program itself. */
    private volatile StartMethod inherited;

    /** The launcher of child JVMs; null for that of this JVM. */
    private volatile Path executable;

    private final AtomicInteger pools = new AtomicInteger();

    private final AtomicInteger managers = new AtomicInteger();

    private final AtomicInteger listeners = new AtomicInteger();

    private final AtomicInteger clients = new AtomicInteger();

    /** Null until the default is set, or first used. */
    private final AtomicReference<StartMethod> startMethod = new AtomicReference<>();

    /** The process of each thread that is the main thread of one, or works for one. */
    private final ThreadLocal<Process> current = new ThreadLocal<>();

    private Processes() {}

    static Processes here() {
        return Realm.here().resident(Processes.class, Processes::new);
    }

    Process current() {
        Process process = current.get();
        return process == null ? main : process;
    }

    /** The calling thread belongs to a process from now on. */
    void become(Process process) {
        current.set(process);
    }

    /** The calling thread does not belong to the process any more that it has become. */
    void leave() {
        current.remove();
    }

    String nextManagerName() {
        return "manager-" + managers.incrementAndGet();
    }

    String nextListenerName() {
        return "listener-" + listeners.incrementAndGet();
    }

    String nextClientName() {
        return "client-" + clients.incrementAndGet();
    }

    String nextPoolName() {
        return "pool-" + pools.incrementAndGet();
    }

    /**
     * The default start method: what the program has set, or the system property, or THREAD. Fixed from the first time
     * that it is used.
     *
     * @throws IllegalArgumentException if the system property names no start method
     */
    StartMethod startMethod() {
        StartMethod method = startMethod.get();
        if (method == null) {
            String named = System.getProperty(START_METHOD_PROPERTY);
            startMethod.compareAndSet(null, byDefault(named));
            method = startMethod.get();
        }
        return method;
    }

    private StartMethod byDefault(String named) {
        if (inherited != null) {
            return inherited;
        }
        return named == null ? StartMethod.THREAD : named(named);
    }

    private static StartMethod named(String name) {
        try {
            return StartMethod.of(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("system property " + START_METHOD_PROPERTY + ": " + e.getMessage(), e);
        }
    }

    void setStartMethod(StartMethod method) {
        if (!startMethod.compareAndSet(null, method)) {
            throw new IllegalStateException("the start method cannot be set to "
                    + method
                    + ": it was already set to, or used as, "
                    + startMethod.get());
        }
    }

    /**
     * This JVM was started to be a process.
     *
     * @param method its start method, which is the default in it
     */
    void becomeMain(Process process, StartMethod method) {
        main = process;
        inherited = method;
    }

    Path executable() {
        return executable;
    }

    void setExecutable(Path launcher) {
        executable = launcher;
    }
}
