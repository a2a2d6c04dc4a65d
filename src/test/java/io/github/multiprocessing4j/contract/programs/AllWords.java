package io.github.multiprocessing4j.contract.programs;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.ResultIterator;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Uses the library all over; nothing goes wrong that nobody is told of. */
public final class AllWords {

    private AllWords() {}

    public static void main(String[] args) throws Exception {
        List<Integer> numbers = List.of(1, 2, 3);
        try (Pool pool = Multiprocessing.pool(2)) {
            pool.map(AllWords::square, numbers);
            pool.map(AllWords::square, numbers, o -> o.chunkSize(1).retries(1).progress(done -> {}));
            pool.applyAsync(AllWords::square, 4, value -> {}, failure -> {}).get();
            pool.apply(() -> 5, o -> o.timeout(Duration.ofSeconds(10)));
            try (ResultIterator<Integer> results = pool.imapUnordered(AllWords::square, numbers)) {
                results.next();
            }
            pool.asExecutorService()
                    .submit((Callable<Integer> & Serializable) () -> 6)
                    .get(10, TimeUnit.SECONDS);
            try {
                pool.apply(AllWords::fail);
            } catch (ArithmeticException e) {
                System.out.println(e.getMessage());
            }
        }
        Pool stopped = new Pool(1);
        stopped.applyAsync(AllWords::sleep);
        stopped.terminate();
        stopped.join();

        Process process = Multiprocessing.process(AllWords::sleep);
        process.start();
        process.terminate();
        process.join();
        System.out.println("end of main");
    }

    private static int square(int x) {
        return x * x;
    }

    private static int fail() {
        throw new ArithmeticException("as meant");
    }

    private static int sleep() throws InterruptedException {
        Thread.sleep(100_000);
        return 0;
    }
}
