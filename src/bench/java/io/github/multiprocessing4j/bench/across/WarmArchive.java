package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.bench.Scale;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * The archive of its own classes that the library keeps: all programs but the first on a machine find it there, and so
 * does what is measured. While it is being made it would take the time that is measured.
 */
public final class WarmArchive {

    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final String OPTION = "-XX:SharedArchiveFile=";

    private WarmArchive() {}

    /**
     * Starts workers until one has an archive, which is made because the first one had none.
     *
     * @return nothing to be closed
     * @throws IOException if none has it in time: what would be measured is something else then
     */
    public static AutoCloseable await(Scale scale) throws IOException, InterruptedException {
        if (scale.isFull()) {
            long start = System.nanoTime();
            while (!isThere()) {
                if (System.nanoTime() - start > LIMIT_NANOS) {
                    throw new IOException("workers have no archive of the library's classes");
                }
            }
        }
        return () -> {};
    }

    /** A worker says so itself, by the options that its JVM has got. */
    private static boolean isThere() throws InterruptedException {
        try (Pool pool = Spawn.MP.pool(1)) {
            return pool.apply(() -> ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .anyMatch(argument -> argument.startsWith(OPTION)));
        }
    }
}
