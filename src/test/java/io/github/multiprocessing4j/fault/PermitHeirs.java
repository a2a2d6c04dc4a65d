package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Array;
import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.harness.Times;
import java.util.Random;

/**
 * Processes that take and give back the permits of one semaphore, one or two at a time, as fast as they can, and are
 * killed at any moment: after each death all permits can be had, no more than that, and only when nobody else has any.
 */
public final class PermitHeirs {

    private static final int PERMITS = 3;
    private static final int AT_ONCE = 2;

    private PermitHeirs() {}

    /** Kills so many holders, or almost holders, of permits. */
    public static void run(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Context mp = spawn();
        Semaphore semaphore = mp.boundedSemaphore(PERMITS);
        Array<Integer> inside = mp.rawArray(Integer.class, AT_ONCE);
        Semaphore begun = mp.semaphore(0);
        Process[] processes = new Process[AT_ONCE];
        for (int killed = 0; killed < kills; killed++) {
            for (int i = 0; i < AT_ONCE; i++) {
                if (processes[i] == null) {
                    processes[i] = mp.process(PermitHeirs::use, semaphore, inside, i, begun);
                    processes[i].start();
                    begun.acquire();
                }
            }
            for (int left = random.nextInt(2000); left > 0; left--) {
                assertThat(semaphore.acquire(Times.LONG)).isTrue();
                semaphore.release();
            }
            int victim = random.nextInt(AT_ONCE);
            end(processes, victim);
            inside.set(victim, 0);
            assertThatAllCanBeHad(semaphore, inside);
        }
        for (int i = 0; i < AT_ONCE; i++) {
            end(processes, i);
        }
        assertThat(semaphore.value()).isEqualTo(PERMITS);
    }

    private static void end(Process[] processes, int index) throws Exception {
        if (processes[index] != null) {
            processes[index].kill();
            processes[index].join();
            assertThat(processes[index].exitCode())
                    .as("it has found nothing wrong until then")
                    .hasValue(-9);
            processes[index] = null;
        }
    }

    private static void assertThatAllCanBeHad(Semaphore semaphore, Array<Integer> inside) throws Exception {
        for (int i = 0; i < PERMITS; i++) {
            assertThat(semaphore.acquire(Times.LONG)).as("none is lost").isTrue();
        }
        assertThat(semaphore.acquire(false)).as("more than there were").isFalse();
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(inside.get(i)).as("what others have as well").isZero();
        }
        semaphore.release(PERMITS);
    }

    private static void use(Semaphore semaphore, Array<Integer> inside, int index, Semaphore begun) throws Exception {
        begun.release();
        while (semaphore.acquire(Times.LONG)) {
            boolean another = semaphore.acquire(false);
            inside.set(index, another ? 2 : 1);
            int value = semaphore.value();
            if (value < 0 || value > PERMITS - (another ? 2 : 1)) {
                throw new AssertionError("value: " + value);
            }
            inside.set(index, 0);
            semaphore.release(another ? 2 : 1);
            for (int i = 0; i < 50; i++) {
                semaphore.acquire();
                inside.set(index, 1);
                inside.set(index, 0);
                semaphore.release();
            }
        }
    }
}
