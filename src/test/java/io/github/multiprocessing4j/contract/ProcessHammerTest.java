package io.github.multiprocessing4j.contract;

import static io.github.multiprocessing4j.harness.Times.LONG;
import static io.github.multiprocessing4j.harness.Times.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.harness.StandardError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of processes on threads, from several threads at once. */
@Timeout(120)
class ProcessHammerTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 1500;

    private final Set<Process> before = Set.copyOf(Multiprocessing.activeChildren());
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger exits = new AtomicInteger();

    @Test
    void allThatAreStartedRunAndEndAndNothingIsLeft() throws Exception {
        hammer(() -> {
            Process child = Multiprocessing.process(ran::incrementAndGet);
            child.start();
            child.onExit().thenRun(exits::incrementAndGet);
            assertThat(child.join(LONG)).isTrue();
            assertThat(child.exitCode()).hasValue(0);
            child.close();
            Multiprocessing.activeChildren().forEach(Process::name);
        });
        assertThat(ran).hasValue(THREADS * ROUNDS);
        until(() -> exits.get() == THREADS * ROUNDS);
    }

    @Test
    void terminateAtAnyMomentLeavesOneOfTwoExitCodesAndNoTrace() throws Exception {
        try (StandardError err = StandardError.captured()) {
            hammer(() -> {
                CountDownLatch end = new CountDownLatch(1);
                Process child = Multiprocessing.process(() -> end.await());
                child.start();
                pause();
                if (ThreadLocalRandom.current().nextBoolean()) {
                    end.countDown();
                }
                child.terminate();
                assertThat(child.join(LONG)).isTrue();
                assertThat(child.exitCode().getAsInt()).isIn(0, -15);
            });
            assertThat(err.text()).isEmpty();
        }
    }

    @Test
    void aProcessIsEndedAndJoinedByManyAtOnce() throws Exception {
        for (int i = 0; i < ROUNDS / 3; i++) {
            CountDownLatch never = new CountDownLatch(1);
            Process child = Multiprocessing.process(() -> never.await());
            child.start();
            all(THREADS, thread -> {
                if (thread % 2 == 0) {
                    child.kill();
                }
                assertThat(child.join(LONG)).isTrue();
                assertThat(child.exitCode()).hasValue(-9);
                assertThat(child.isAlive()).isFalse();
            });
            all(THREADS, thread -> child.close());
        }
        assertNothingIsLeft();
    }

    @Test
    void familiesThatAreTerminatedAtAnyMomentEnd() throws Exception {
        hammer(ROUNDS / 5, () -> {
            Process parent = Multiprocessing.process(() -> {
                for (int i = 0; i < 3; i++) {
                    Process daemon = Multiprocessing.process(Thread::sleep, LONG.toMillis());
                    daemon.setDaemon(true);
                    daemon.start();
                    Multiprocessing.process(ran::incrementAndGet).start();
                }
            });
            parent.start();
            pause();
            parent.terminate();
            assertThat(parent.join(LONG)).isTrue();
        });
    }

    private static void pause() {
        int turns = ThreadLocalRandom.current().nextInt(200);
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    private void hammer(Action blow) throws Exception {
        hammer(ROUNDS, blow);
    }

    private void hammer(int rounds, Action blow) throws Exception {
        all(THREADS, thread -> {
            for (int i = 0; i < rounds; i++) {
                blow.run();
            }
        });
        assertNothingIsLeft();
    }

    private interface Part {
        void play(int thread) throws Exception;
    }

    private static void all(int threads, Part part) throws Exception {
        List<FutureTask<Void>> players = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            FutureTask<Void> player = new FutureTask<>(() -> {
                part.play(thread);
                return null;
            });
            new Thread(player, "hammer-" + i).start();
            players.add(player);
        }
        for (FutureTask<Void> player : players) {
            player.get(2 * LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void assertNothingIsLeft() throws Exception {
        until(() -> before.containsAll(Multiprocessing.activeChildren()));
        until(() -> threadsOfProcesses().isEmpty());
    }

    private static Set<String> threadsOfProcesses() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("mp-Process-"))
                .collect(Collectors.toSet());
    }
}
