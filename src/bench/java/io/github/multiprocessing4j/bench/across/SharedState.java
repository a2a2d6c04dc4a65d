package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Action1;
import io.github.multiprocessing4j.Lock;
import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.Semaphore;
import io.github.multiprocessing4j.Value;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Floors;
import java.util.List;

/**
 * S11 and S12: locks, semaphores and values that a child shares, used where they were made, in the child, and in both
 * at once.
 */
public final class SharedState implements Measurement {

    private static final Goal HALF = Goal.timeAtMost(1.0 / 2);

    @Override
    public List<Line> lines(Scale scale) {
        int count = scale.count(20_000);
        return List.of(
                lock("in the parent", "lock_parent", count, Sharer::here),
                lock("in the child", "lock_child", count, Sharer::there),
                semaphore("in the parent", "semaphore_parent", count, Sharer::here),
                semaphore("in the child", "semaphore_child", count, Sharer::there),
                value("in the parent", "value_parent", count, Sharer::here),
                value("in the child", "value_child", count, Sharer::there),
                value("by both at once", "value_both", count, Sharer::both));
    }

    private static Line lock(String where, String python, int count, Use use) {
        return turns("lock", () -> turns(Spawn.MP.lock()), where, python, count, use);
    }

    private static Line semaphore(String where, String python, int count, Use use) {
        return turns("semaphore", () -> turns(Spawn.MP.semaphore(2)), where, python, count, use);
    }

    private static Line turns(String what, Loop loop, String where, String python, int count, Use use) {
        Side ours = new SharedSide(loop, count, use);
        return Line.of("S11", what + ", acquire and release, uncontended, " + where, ours)
                .against(HALF, Python.doing(python, count))
                .over(Floors.compareAndSet(count, 2));
    }

    private static Line value(String where, String python, int count, Use use) {
        Side ours = new SharedSide(() -> increments(Spawn.MP.value(0)), count, use);
        return Line.of("S12", "value, locked increment, " + where, ours)
                .against(HALF, Python.doing(python, count))
                .over(Floors.compareAndSet(count, 2));
    }

    private static Action1<Integer> turns(Lock lock) {
        return count -> {
            for (int i = 0; i < count; i++) {
                lock.acquire();
                lock.release();
            }
        };
    }

    private static Action1<Integer> turns(Semaphore semaphore) {
        return count -> {
            for (int i = 0; i < count; i++) {
                semaphore.acquire();
                semaphore.release();
            }
        };
    }

    private static Action1<Integer> increments(Value<Integer> value) {
        return count -> {
            for (int i = 0; i < count; i++) {
                value.update(n -> n + 1);
            }
        };
    }

    /** Who uses it; gives the nanoseconds that one use took. */
    @FunctionalInterface
    private interface Use {
        double of(Sharer sharer, int count) throws Exception;
    }

    @FunctionalInterface
    private interface Loop {
        Action1<Integer> make();
    }

    /** A loop over something shared, run here, in a child, or in both. */
    private static final class SharedSide implements Side {

        private final Loop loop;
        private final int count;
        private final Use use;
        private Sharer sharer;

        SharedSide(Loop loop, int count, Use use) {
            this.loop = loop;
            this.count = count;
            this.use = use;
        }

        @Override
        public String name() {
            return Spawn.NAME;
        }

        @Override
        public void open() throws Exception {
            sharer = new Sharer(loop.make());
            sharer.there(1);
        }

        @Override
        public double sample() throws Exception {
            return use.of(sharer, count);
        }

        @Override
        public void close() throws Exception {
            if (sharer != null) {
                sharer.close();
            }
        }
    }

    /** A loop, and a child that runs it as often as it is told to, and says how long that took. */
    private static final class Sharer implements AutoCloseable {

        private final Queue<Integer> orders = Spawn.MP.queue();
        private final Queue<Long> nanos = Spawn.MP.queue();
        private final Action1<Integer> loop;
        private final Process child;

        Sharer(Action1<Integer> loop) {
            this.loop = loop;
            child = Spawn.MP.process(Sharer::obey, orders, nanos, loop);
            child.start();
        }

        double here(int count) throws Exception {
            return (double) time(loop, count) / count;
        }

        double there(int count) throws InterruptedException {
            orders.put(count);
            return (double) nanos.get() / count;
        }

        double both(int count) throws Exception {
            long start = System.nanoTime();
            orders.put(count);
            loop.run(count);
            nanos.get();
            return (System.nanoTime() - start) / (2.0 * count);
        }

        @Override
        public void close() throws InterruptedException {
            orders.put(null);
            child.join();
        }

        private static void obey(Queue<Integer> orders, Queue<Long> nanos, Action1<Integer> loop) throws Exception {
            for (Integer count = orders.get(); count != null; count = orders.get()) {
                nanos.put(time(loop, count));
            }
        }

        private static long time(Action1<Integer> loop, int count) throws Exception {
            long start = System.nanoTime();
            loop.run(count);
            return System.nanoTime() - start;
        }
    }
}
