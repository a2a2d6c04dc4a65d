package io.github.multiprocessing4j.internal.thread;

import io.github.multiprocessing4j.internal.engine.Seat;
import io.github.multiprocessing4j.internal.engine.Work;
import io.github.multiprocessing4j.internal.engine.Worker;
import io.github.multiprocessing4j.internal.engine.WorkerExit;
import io.github.multiprocessing4j.internal.engine.WorkerId;
import io.github.multiprocessing4j.internal.engine.WorkerPlan;
import java.util.concurrent.CompletableFuture;

/** A worker of its own: a thread of its own, so that however many are blocked, they starve nobody. */
final class ThreadProcess implements Worker, Seat, Runnable {

    private static final int UNCAUGHT = 1;
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    private final WorkerId id;
    private final Thread thread;
    private final CompletableFuture<WorkerExit> exit = new CompletableFuture<>();

    /** Taken by the thread when it starts, and held by nothing afterwards. */
    private Work work;

    /** The signal by which the thread was asked to end; 0 for none. */
    private volatile int signal;

    private ThreadProcess(WorkerPlan plan, Work work) {
        this.id = new WorkerId(plan.name(), ProcessHandle.current().pid());
        this.work = work;
        this.thread = new Thread(this, "mp-" + plan.name());
        thread.setDaemon(plan.daemon());
        thread.setContextClassLoader(plan.loader());
    }

    static ThreadProcess start(WorkerPlan plan, Work work) {
        ThreadProcess process = new ThreadProcess(plan, work);
        process.thread.start();
        return process;
    }

    @Override
    public void run() {
        int code = UNCAUGHT;
        try {
            Work taken = work;
            work = null;
            taken.run(this);
            code = 0;
        } catch (Throwable error) {
            if (signal != 0) {
                code = -signal;
            } else {
                uncaught(error);
            }
        } finally {
            exit.complete(code == 0 ? WorkerExit.NORMAL : new WorkerExit(code, ""));
        }
    }

    /** Called here, and not by the JVM, so that all is said before anybody hears of the end. */
    private void uncaught(Throwable error) {
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
        } catch (Throwable ofTheHandler) {
            return; // ignored, as the JVM does
        }
    }

    @Override
    public WorkerId id() {
        return id;
    }

    @Override
    public boolean isStopped() {
        return signal != 0;
    }

    @Override
    public CompletableFuture<WorkerExit> exit() {
        return exit;
    }

    @Override
    public void terminate() {
        signal(SIGTERM);
    }

    @Override
    public void kill() {
        signal(SIGKILL);
    }

    private void signal(int number) {
        if (signal != SIGKILL) {
            signal = number; // whoever took no notice of one signal may be ended by the next
        }
        thread.interrupt();
    }
}
