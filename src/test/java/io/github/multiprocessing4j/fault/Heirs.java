package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Array;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.harness.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Processes that take one lock by turns, as fast as they can, to count in two places, and are killed at any moment: the
 * places differ only for the one who gets the lock because its holder has died, and he is told so. A count is written
 * in both halves of an element, so that one that is torn is seen.
 */
public final class Heirs {

    private static final int AT_ONCE = 2;

    /** What is no count: its halves differ. */
    private static final long BROKEN = 1;

    /** What is counted from: a long run counts further than an {@code int}, so every run does. */
    private static final long FIRST = inBothHalves(Integer.MAX_VALUE - 1000);

    private Heirs() {}

    /** Kills so many holders, or almost holders, of a lock. */
    public static void run(Mutex lock, int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Context mp = spawn();
        Array<Long> places = mp.rawArray(Long.class, 2);
        places.set(0, FIRST);
        places.set(1, FIRST);
        Semaphore begun = mp.semaphore(0);
        List<Process> processes = new ArrayList<>();
        for (int killed = 0; killed < kills; killed++) {
            while (processes.size() < AT_ONCE) {
                Process process = mp.process(Heirs::count, lock, places, begun);
                process.start();
                begun.acquire();
                processes.add(process);
            }
            for (int left = random.nextInt(2000); left > 0; left--) {
                assertThat(count(lock, places)).isTrue();
            }
            end(processes.remove(random.nextInt(AT_ONCE)));
            assertThat(count(lock, places)).isTrue();
        }
        for (Process process : processes) {
            end(process);
        }
        assertThat(count(lock, places)).isTrue();
        assertThat(lock.wasAbandoned()).isFalse();
        assertThat(lock.toString()).contains("free");
    }

    private static void end(Process process) throws Exception {
        process.kill();
        process.join();
        assertThat(process.exitCode())
                .as("it has found nothing wrong until then")
                .hasValue(-9);
    }

    private static void count(Mutex lock, Array<Long> places, Semaphore begun) throws Exception {
        begun.release();
        while (count(lock, places)) {
            Thread.onSpinWait();
        }
    }

    /** False if something is wrong, which everybody hears of then. */
    private static boolean count(Mutex lock, Array<Long> places) throws InterruptedException {
        if (!lock.acquire(Times.LONG)) {
            return false;
        }
        long count = places.get(0);
        long again = places.get(1);
        boolean right = isWhole(count) && isWhole(again) && (again == count || lock.wasAbandoned());
        long next = right ? inBothHalves((int) count + 1) : BROKEN;
        places.set(0, next);
        places.set(1, next);
        lock.release();
        return right;
    }

    private static boolean isWhole(long count) {
        return count == inBothHalves((int) count);
    }

    private static long inBothHalves(int count) {
        return (long) count << Integer.SIZE | Integer.toUnsignedLong(count);
    }
}
