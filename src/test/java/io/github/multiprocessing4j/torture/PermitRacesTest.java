package io.github.multiprocessing4j.torture;

import static io.github.multiprocessing4j.torture.Crew.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Mutex;
import io.github.multiprocessing4j.Semaphore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** No permit is lost and none invented, whoever gives up in whatever moment. */
class PermitRacesTest {

    private static final int THREADS = 6;
    private static final int TIMES = 5_000;

    private final Crew crew = new Crew();

    @Test
    void semaphoresKeepTheirCountAgainstTinyTimeoutsAndInterrupts() throws Exception {
        Semaphore semaphore = Multiprocessing.boundedSemaphore(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicLong acquired = new AtomicLong();
        for (int t = 0; t < THREADS; t++) {
            crew.start(() -> {
                for (int i = 0; i < TIMES; i++) {
                    try {
                        if (!semaphore.acquire(tiny())) {
                            continue;
                        }
                    } catch (InterruptedException givenUp) {
                        continue;
                    }
                    acquired.incrementAndGet();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    dawdle();
                    inside.decrementAndGet();
                    semaphore.release();
                }
            });
        }
        crew.interruptAtRandom();
        crew.join();

        assertThat(acquired.get()).isPositive();
        assertThat(most.get()).isBetween(1, 2);
        assertThat(semaphore.value()).isEqualTo(2);
    }

    @Test
    void mutexesStayFreeOrHeldByOne() throws Exception {
        for (Mutex lock : List.of(Multiprocessing.lock(), Multiprocessing.rlock())) {
            Crew crew = new Crew();
            int[] count = {0}; // guarded by lock: racing increments would be lost
            AtomicInteger acquired = new AtomicInteger();
            for (int t = 0; t < THREADS; t++) {
                boolean patient = t % 2 == 0;
                crew.start(() -> {
                    for (int i = 0; i < TIMES; i++) {
                        try {
                            if (!(patient ? lock.acquire() : lock.acquire(tiny()))) {
                                continue;
                            }
                        } catch (InterruptedException givenUp) {
                            continue;
                        }
                        int seen = count[0];
                        dawdle();
                        count[0] = seen + 1;
                        acquired.incrementAndGet();
                        lock.release();
                    }
                });
            }
            crew.interruptAtRandom();
            crew.join();

            assertThat(count[0]).isEqualTo(acquired.get()).isPositive();
            assertThat(lock.acquire(false)).isTrue();
        }
    }

    @Test
    void permitsOfASingleReleaserAllArrive() throws Exception {
        Semaphore semaphore = Multiprocessing.semaphore(0);
        AtomicInteger acquired = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        int permits = 20_000;
        for (int t = 0; t < 3; t++) {
            crew.start(() -> {
                while (ended.get() == 0) {
                    if (semaphore.acquire(tiny())) {
                        acquired.incrementAndGet();
                    }
                }
            });
        }
        for (int given = 0; given < permits; ) {
            int some = 1 + random(3);
            semaphore.release(some);
            given += some;
            if (given >= permits) {
                permits = given;
            }
            dawdle();
        }
        ended.set(1);
        crew.join();
        assertThat(acquired.get() + semaphore.value()).isEqualTo(permits);
        assertThat(acquired.get()).isPositive();
    }

    private static Duration tiny() {
        return Duration.ofNanos(random(60_000));
    }

    private static void dawdle() {
        for (int i = random(200); i > 0; i--) {
            Thread.onSpinWait();
        }
    }
}
