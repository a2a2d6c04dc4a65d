package io.github.multiprocessing4j.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multiprocessing4j.Action;
import io.github.multiprocessing4j.Task;
import java.time.Duration;
import java.util.List;

/** How long things take, in the words of the conformance list. */
public final class Times {

    /** Long enough for anything that is to come at all. */
    public static final Duration LONG = Delays.scaled(Duration.ofSeconds(30));

    private Times() {}

    /** Within 0.5 s; on a slow machine, a multiple of that. */
    public static <R> R atOnce(Task<R> task) throws Exception {
        return between(Duration.ZERO, Delays.scaled(Duration.ofMillis(500)), task);
    }

    /** Not before t - 0.1 s, and before t + 2 s; on a slow machine, later. */
    public static <R> R afterAbout(Duration t, Task<R> task) throws Exception {
        return between(t.minusMillis(100), t.plus(Delays.scaled(Duration.ofSeconds(2))), task);
    }

    /** Waits for a state that nothing tells of. */
    public static void until(Task<Boolean> state) throws Exception {
        long start = System.nanoTime();
        while (!state.call()) {
            assertThat(System.nanoTime() - start)
                    .as("time until the state is reached")
                    .isLessThan(LONG.toNanos());
            Thread.sleep(1);
        }
    }

    /** Joins children, none of which may fail. */
    public static void join(Iterable<Child> children) throws Exception {
        for (Child child : children) {
            child.join(LONG);
            assertThat(child.exitCode()).as("exit code").hasValue(0);
        }
    }

    public static void join(Child... children) throws Exception {
        join(List.of(children));
    }

    /** A thread that waits, at this moment, for whatever it waits for. */
    public static void untilParked(Thread thread) throws Exception {
        until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static <R> R between(Duration least, Duration most, Task<R> task) throws Exception {
        long start = System.nanoTime();
        R result = task.call();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(least, most);
        return result;
    }

    /** As {@link #atOnce(Task)}. */
    public static void atOnceDo(Action action) throws Exception {
        atOnce(() -> {
            action.run();
            return null;
        });
    }
}
