package io.github.multiprocessing4j.torture;

import static io.github.multiprocessing4j.torture.Crew.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Barrier;
import io.github.multiprocessing4j.Multiprocessing;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** All parties of a round pass, or none does, whoever gives up in whatever moment. */
class BarrierRacesTest {

    private static final int PARTIES = 3;
    private static final int ROUNDS = 3_000;

    private final AtomicInteger indices = new AtomicInteger(); // one bit for each that passed
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger actions = new AtomicInteger();
    private int passedRounds; // by the checker alone
    private int brokenRounds;

    @Test
    void timeRunsOutForAllOrForNone() throws Exception {
        Barrier barrier = Multiprocessing.barrier(PARTIES);
        race(barrier, () -> barrier.await(Duration.ofNanos(random(150_000))));
        assertThat(brokenRounds).isPositive();
    }

    @Test
    void timeRunsOutForAllOrForNoneAroundAnAction() throws Exception {
        Barrier barrier = Multiprocessing.barrier(PARTIES, () -> actions.incrementAndGet());
        race(barrier, () -> barrier.await(Duration.ofNanos(random(150_000))));
        assertThat(actions.get()).isEqualTo(passedRounds);
        assertThat(brokenRounds).isPositive();
    }

    @Test
    void interruptsBreakItForAllOrForNone() throws Exception {
        Barrier barrier = Multiprocessing.barrier(PARTIES);
        race(barrier, () -> {
            if (random(6) == 0) {
                Thread.currentThread().interrupt();
            }
            try {
                return barrier.await();
            } finally {
                Thread.interrupted();
            }
        });
        assertThat(passedRounds).isPositive();
        assertThat(brokenRounds).isPositive();
    }

    private interface Party {
        int come() throws InterruptedException, BrokenBarrierException;
    }

    /** The parties meet at another barrier between the rounds, and there the round is looked at. */
    private void race(Barrier barrier, Party party) throws Exception {
        CyclicBarrier between = new CyclicBarrier(PARTIES, () -> check(barrier));
        Crew crew = new Crew();
        for (int t = 0; t < PARTIES; t++) {
            crew.start(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    try {
                        indices.accumulateAndGet(1 << party.come(), (all, one) -> all + one);
                    } catch (BrokenBarrierException | InterruptedException broken) {
                        failed.incrementAndGet();
                    }
                    between.await();
                }
            });
        }
        crew.join();
        assertThat(passedRounds + brokenRounds).isEqualTo(ROUNDS);
    }

    private void check(Barrier barrier) {
        assertThat(barrier.waiting()).isZero();
        if (barrier.isBroken()) {
            assertThat(failed.get()).isEqualTo(PARTIES);
            assertThat(indices.get()).isZero();
            brokenRounds++;
            barrier.reset();
        } else {
            assertThat(failed.get()).isZero();
            assertThat(indices.get()).isEqualTo((1 << PARTIES) - 1);
            passedRounds++;
        }
        failed.set(0);
        indices.set(0);
    }
}
