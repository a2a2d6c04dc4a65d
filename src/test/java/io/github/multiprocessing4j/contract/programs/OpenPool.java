package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Event;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Returns from main with a pool open, in a static field, that is doing what the argument says. */
public final class OpenPool {

    private static final Pool POOL = Multiprocessing.pool(1);
    private static ResultIterator<Integer> results;

    private OpenPool() {}

    public static void main(String[] args) throws Exception {
        Event begun = Multiprocessing.event();
        List<Integer> numbers = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        System.out.println(POOL.map(OpenPool::square, numbers));
        switch (args[0]) {
            case "nothing" -> {}
            case "a long task" -> {
                POOL.applyAsync(OpenPool::sleep, begun);
                begun.await();
            }
            case "waiting tasks" -> {
                POOL.mapAsync(i -> sleep(begun), numbers);
                begun.await();
            }
            case "an open imap" -> {
                results = POOL.imap(OpenPool::square, Stream.iterate(0, i -> i + 1)::iterator);
                results.next();
            }
            case "a blocked imap" -> {
                results = POOL.imap(
                        OpenPool::square,
                        () -> Stream.generate(() -> sleep(begun)).iterator());
                begun.await();
            }
            case "a pending callback" -> {
                POOL.applyAsync(() -> 1, value -> sleep(begun), null);
                begun.await();
            }
            case "a timed task" -> {
                POOL.applyAsync(() -> sleep(begun), o -> o.timeout(Duration.ofSeconds(100)));
                begun.await();
            }
            case "a waiter for a result" -> {
                Thread waiter = new Thread(() -> waitForResult(begun));
                waiter.setDaemon(true);
                waiter.start();
                begun.await();
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("end of main");
    }

    private static int square(int x) {
        return x * x;
    }

    private static int sleep(Event begun) {
        begun.set();
        try {
            Thread.sleep(100_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static void waitForResult(Event begun) {
        try {
            POOL.apply(OpenPool::sleep, begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
