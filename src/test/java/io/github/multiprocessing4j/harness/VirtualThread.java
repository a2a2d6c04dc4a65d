package io.github.multiprocessing4j.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.multiprocessing4j.Task;
import java.util.concurrent.FutureTask;

/** Virtual threads, by reflection: the tests are compiled for Java 17. */
public final class VirtualThread {

    private static final int FIRST_RELEASE = 21;

    private VirtualThread() {}

    /** Skips the test on a JVM without virtual threads. */
    public static void assumed() {
        assumeTrue(Runtime.version().feature() >= FIRST_RELEASE, "this JVM has no virtual threads");
    }

    /** Runs a task on a new virtual thread. */
    public static <R> FutureTask<R> run(Task<R> task) throws ReflectiveOperationException {
        FutureTask<R> running = new FutureTask<>(task::call);
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, running);
        return running;
    }
}
