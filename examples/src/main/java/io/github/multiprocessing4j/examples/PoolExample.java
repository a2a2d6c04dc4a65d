package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Pool;
import java.util.List;

/**
 * A pool of five workers applies a function to three values, and gives the results as a list.
 *
 * <p>In Python:
 *
 * <pre>
 * p = Pool(5)
 * print(p.map(frequency, [1, 2, 3]))
 * </pre>
 */
public final class PoolExample {

    private PoolExample() {}

    static String frequency(int x) {
        return "Hey this is your" + x + "time";
    }

    public static void main(String[] args) throws InterruptedException {
        try (Pool p = Multiprocessing.pool(5)) {
            System.out.println(p.map(PoolExample::frequency, List.of(1, 2, 3)));
        }
    }
}
