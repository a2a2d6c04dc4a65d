package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;

/** Returns from main with a task that goes on, and has a shutdown hook that waits for its result. */
public final class WaitingHook {

    private static final Pool POOL = Multiprocessing.pool(1);

    private WaitingHook() {}

    public static void main(String[] args) throws Exception {
        Event begun = Multiprocessing.event();
        AsyncResult<Integer> result = POOL.applyAsync(WaitingHook::sleep, begun);
        begun.await();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(result)));
        System.out.println("end of main");
    }

    private static void waitFor(AsyncResult<Integer> result) {
        try {
            System.out.println(result.get());
        } catch (Exception e) {
            System.out.println(e.getClass().getSimpleName());
        }
    }

    private static int sleep(Event begun) throws InterruptedException {
        begun.set();
        Thread.sleep(100_000);
        return 0;
    }
}
