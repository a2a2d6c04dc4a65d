package io.github.multiprocessing4j.torture;

import static io.github.multiprocessing4j.harness.Times.until;
import static io.github.multiprocessing4j.torture.Crew.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Condition;
import io.github.multiprocessing4j.Held;
import io.github.multiprocessing4j.Multiprocessing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each signal wakes one waiter, whoever gives up in whatever moment. */
@SuppressWarnings("try") // a Held is there to be closed
class ConditionRacesTest {

    /**
     * Of eight that wait, two are about to run out of time and two are interrupted; the other four stay. So three
     * signals find three to wake.
     */
    @Test
    void signalsWakeAsManyAsTheyAre() throws Exception {
        for (int round = 0; round < 300; round++) {
            Crew crew = new Crew();
            Condition condition = Multiprocessing.condition();
            CountDownLatch asleep = new CountDownLatch(8);
            AtomicInteger woken = new AtomicInteger();
            AtomicInteger flakyEnded = new AtomicInteger();
            List<Thread> interrupted = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                boolean flaky = i % 2 == 0;
                boolean timed = i % 4 == 0;
                Thread waiter = crew.start(() -> {
                    try (Held held = condition.hold()) {
                        asleep.countDown();
                        if (timed ? condition.await(Duration.ofNanos(random(3_000_000))) : condition.await()) {
                            woken.incrementAndGet();
                        }
                    } catch (InterruptedException givenUp) {
                        // not woken
                    }
                    if (flaky) {
                        flakyEnded.incrementAndGet();
                    }
                });
                if (flaky && !timed) {
                    interrupted.add(waiter);
                }
            }
            asleep.await();
            Thread signaller = crew.start(() -> {
                try (Held held = condition.hold()) {
                    condition.signal(3);
                }
            });
            interrupted.forEach(Thread::interrupt);

            signaller.join();
            until(() -> woken.get() >= 3 && flakyEnded.get() == 4);
            try (Held held = condition.hold()) {
                assertThat(woken.get()).isEqualTo(3);
                condition.signalAll();
            }
            crew.join();
        }
    }

    /**
     * A signal that went to one who then threw it away would leave the patient ones asleep beside the token: for the
     * next one is given when this one has been taken.
     */
    @Test
    void noSignalIsLostOnOneWhoGivesUp() throws Exception {
        Condition condition = Multiprocessing.condition(Multiprocessing.lock());
        int[] tokens = {0}; // both guarded by the condition
        boolean[] ended = {false};
        AtomicInteger taken = new AtomicInteger();
        int given = 10_000;

        Crew patient = new Crew();
        for (int t = 0; t < 2; t++) {
            patient.start(() -> {
                try (Held held = condition.hold()) {
                    while (true) {
                        condition.awaitFor(() -> tokens[0] > 0 || ended[0]);
                        if (tokens[0] == 0) {
                            return;
                        }
                        tokens[0]--;
                        taken.incrementAndGet();
                    }
                }
            });
        }
        Crew flaky = new Crew();
        for (int t = 0; t < 3; t++) {
            flaky.start(() -> {
                while (taken.get() < given) {
                    try (Held held = condition.hold()) {
                        if (condition.await(Duration.ofNanos(random(100_000))) && tokens[0] > 0) {
                            tokens[0]--;
                            taken.incrementAndGet();
                        }
                    } catch (InterruptedException givenUp) {
                        // again
                    }
                }
            });
        }
        Crew giver = new Crew();
        giver.start(() -> {
            for (int i = 0; i < given; i++) {
                try (Held held = condition.hold()) {
                    tokens[0]++;
                    condition.signal();
                }
                while (taken.get() == i) {
                    Thread.yield();
                }
            }
        });
        flaky.interruptAtRandom();
        flaky.join();
        giver.join();
        try (Held held = condition.hold()) {
            ended[0] = true;
            condition.signalAll();
        }
        patient.join();
        assertThat(tokens[0]).isZero();
    }

    @Test
    void anRLockComesBackAsOftenAsItWasHeld() throws Exception {
        var lock = Multiprocessing.rlock();
        Condition condition = Multiprocessing.condition(lock);
        Crew crew = new Crew();
        int[] inside = {0}; // guarded by lock
        for (int t = 0; t < 4; t++) {
            crew.start(() -> {
                for (int i = 0; i < 2_000; i++) {
                    int levels = 0;
                    try {
                        for (int wanted = 1 + random(3); levels < wanted; levels++) {
                            lock.acquire();
                        }
                        condition.signal(random(2));
                        condition.await(Duration.ofNanos(random(100_000)));
                    } catch (InterruptedException givenUp) {
                        // holds it as often as before, too
                    }
                    if (levels > 0) {
                        inside[0]++;
                        assertThat(inside[0]).isEqualTo(1);
                        inside[0]--;
                    }
                    for (; levels > 0; levels--) {
                        lock.release();
                    }
                }
            });
        }
        crew.interruptAtRandom();
        crew.join();
        assertThat(lock).hasToString("RLock[free]");
    }
}
