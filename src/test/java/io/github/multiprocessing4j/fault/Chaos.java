package io.github.multiprocessing4j.fault;

import static io.github.multiprocessing4j.fault.Processes.range;
import static io.github.multiprocessing4j.fault.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.AsyncResult;
import io.github.multiprocessing4j.Pool;
import io.github.multiprocessing4j.TaskTimeoutException;
import io.github.multiprocessing4j.WorkerLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tasks of which it is known what becomes of each: most go well, and some go wrong in all ways that there are. */
public final class Chaos {

    /** Tasks in a thousand that each of these befalls. */
    private static final Map<Doom, Integer> SHARES = new EnumMap<>(Map.of(
            Doom.THROWS, 100,
            Doom.OVERFLOWS, 20,
            Doom.EXHAUSTS, 10,
            Doom.EXITS, 10,
            Doom.HALTS, 10,
            Doom.IS_KILLED, 10,
            Doom.CRASHES, 10,
            Doom.HANGS, 5));

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private Chaos() {}

    private static Doom doomOf(int task, long seed) {
        int lot = new Random(seed + 31L * task).nextInt(1000);
        for (Map.Entry<Doom, Integer> share : SHARES.entrySet()) {
            lot -= share.getValue();
            if (lot < 0) {
                return share.getKey();
            }
        }
        return Doom.NOTHING;
    }

    private static int run(int task, Doom doom) throws Exception {
        doom.strike();
        return task;
    }

    private static Class<?> failureOf(Doom doom) {
        return switch (doom) {
            case THROWS -> IllegalStateException.class;
            case OVERFLOWS -> StackOverflowError.class;
            case EXHAUSTS -> OutOfMemoryError.class;
            case HANGS -> TaskTimeoutException.class;
            case NOTHING -> null;
            default -> WorkerLostException.class;
        };
    }

    /** Runs so many tasks: each result is right, and each failure is the right one. */
    public static void run(int tasks, int workers, long seed) throws Exception {
        try (Pool pool = spawn().pool(o -> o.workers(workers)
                .jvm(j ->
                        j.maxHeap(32L << 20).stopTimeout(Duration.ofSeconds(1)).discardOutput()))) {
            List<AsyncResult<Integer>> results = new ArrayList<>();
            for (int task : range(tasks)) {
                Doom doom = doomOf(task, seed);
                int number = task;
                results.add(
                        doom == Doom.HANGS
                                ? pool.applyAsync(() -> run(number, doom), o -> o.timeout(LIMIT))
                                : pool.applyAsync(() -> run(number, doom)));
            }
            for (int task = 0; task < tasks; task++) {
                Class<?> expected = failureOf(doomOf(task, seed));
                try {
                    assertThat(results.get(task).get()).isEqualTo(task);
                    assertThat(expected)
                            .as("failure of task %d of seed %d", task, seed)
                            .isNull();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
                    assertThat(failure.getClass())
                            .as("failure of task %d of seed %d: %s", task, seed, failure)
                            .isEqualTo(expected);
                }
            }
        }
    }
}
