package io.github.multiprocessing4j.examples;

import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.ResultIterator;
import io.github.multiprocessing4j.StartMethod;
import io.github.multiprocessing4j.TaskNote;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.WorkerLostException;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts primes, with tasks among them that crash their JVM, exit, hang and eat the heap. The workers are child JVMs:
 * each such task costs itself and nothing else, and what happened to it is printed.
 *
 * <p>In Python a pool loses such a task without a word, and waits for it for ever.
 */
public final class CrashProof {

    private static final Deed[] DEEDS = {
        Deed.COUNT, Deed.CRASH, Deed.COUNT, Deed.EXIT, Deed.COUNT, Deed.HANG, Deed.COUNT, Deed.EAT, Deed.COUNT
    };

    private CrashProof() {}

    /** What a task does. */
    enum Deed {
        COUNT,
        CRASH,
        EXIT,
        HANG,
        EAT
    }

    /** A task: to do something, and to count the primes below a number. */
    record Job(Deed deed, int below) implements Serializable {}

    static long run(Job job) throws IOException, InterruptedException {
        switch (job.deed) {
            case CRASH -> crash();
            case EXIT -> System.exit(7);
            case HANG -> hang();
            case EAT -> eat();
            case COUNT -> {}
        }
        return primes(job.below);
    }

    /** Crashes this JVM as a bug in native code would. */
    private static void crash() throws IOException, InterruptedException {
        if (File.separatorChar == '/') {
            long pid = ProcessHandle.current().pid();
            new ProcessBuilder("sh", "-c", "kill -s SEGV " + pid).start().waitFor();
            Thread.sleep(Duration.ofMinutes(1).toMillis()); // it dies meanwhile
        }
        Runtime.getRuntime().halt(11);
    }

    /** Does not end, and takes no notice of interrupts. */
    private static void hang() {
        while (true) {
            // whatever anybody says
        }
    }

    private static void eat() {
        List<byte[]> eaten = new ArrayList<>();
        while (true) {
            eaten.add(new byte[1 << 20]);
        }
    }

    private static long primes(int below) {
        return IntStream.range(2, below)
                .filter(n -> IntStream.iterate(2, i -> i * i <= n, i -> i + 1).allMatch(i -> n % i != 0))
                .count();
    }

    public static void main(String[] args) {
        List<Job> jobs = IntStream.range(0, DEEDS.length)
                .mapToObj(i -> new Job(DEEDS[i], 1000 * (i + 1)))
                .toList();
        int right = 0;
        try (Pool pool = Pool.create(o -> o.workers(2)
                        .startMethod(StartMethod.SPAWN)
                        .jvm(j -> j.maxHeap(64 << 20).discardOutput()));
                ResultIterator<Long> counts = pool.imap(CrashProof::run, jobs, o -> o.timeout(Duration.ofSeconds(4)))) {
            for (Job job : jobs) {
                String came;
                try {
                    long count = counts.next();
                    right += count == primes(job.below) ? 1 : 0;
                    came = count + " primes below " + job.below;
                } catch (WorkerLostException e) {
                    came = "its process ended with code " + e.exitCode();
                } catch (TaskTimeoutException e) {
                    StackTraceElement[] where = TaskNote.of(e).orElseThrow().getStackTrace();
                    came = "stopped when its time was up, in " + (where.length > 0 ? where[0].getMethodName() : "?");
                } catch (OutOfMemoryError e) {
                    came = "out of memory in its process: " + e.getMessage();
                }
                System.out.printf("%-6s %s%n", job.deed, came);
            }
        }
        System.out.println(right + " of " + jobs.size() + " tasks have given the right result");
    }
}
