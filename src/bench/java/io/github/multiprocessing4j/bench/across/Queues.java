package io.github.multiprocessing4j.bench.across;

import io.github.multiprocessing4j.Process;
import io.github.multiprocessing4j.Queue;
import io.github.multiprocessing4j.bench.Goal;
import io.github.multiprocessing4j.bench.Line;
import io.github.multiprocessing4j.bench.Measurement;
import io.github.multiprocessing4j.bench.Python;
import io.github.multiprocessing4j.bench.Scale;
import io.github.multiprocessing4j.bench.Side;
import io.github.multiprocessing4j.bench.floor.Floors;
import io.github.multiprocessing4j.bench.floor.Ring;
import java.util.List;

/** S9: a child puts, its parent gets. */
public final class Queues implements Measurement {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    @Override
    public List<Line> lines(Scale scale) {
        int ints = scale.count(100_000);
        return List.of(
                line("100 000 ints", ints, 0, 20).over(Ring.stream(ints)),
                line("50 000 x 1 KiB", scale.count(50_000), KIB, 8).over(Floors.copying(KIB, 1)),
                line("300 x 1 MiB", scale.count(300), scale.bytes(MIB), 3).over(Floors.copying(scale.bytes(MIB), 1)));
    }

    /** Items of so many bytes; of none: numbers. */
    private static Line line(String what, int items, int bytes, double goal) {
        Side ours = Side.timed(Spawn.NAME, items, () -> new Producer(bytes), producer -> producer.take(items));
        return Line.of("S9", "queue, child puts, parent gets: " + what, ours)
                .against(Goal.rateAtLeast(goal), Python.doing("queue", items, bytes));
    }

    /** A child that puts as many items as it is told to. */
    private static final class Producer implements AutoCloseable {

        private final Queue<Integer> orders = Spawn.MP.queue();
        private final Queue<Object> items = Spawn.MP.queue();
        private final Process child;

        Producer(int bytes) {
            child = Spawn.MP.process(Producer::produce, orders, items, bytes);
            child.start();
        }

        void take(int count) throws InterruptedException {
            orders.put(count);
            for (int i = 0; i < count; i++) {
                items.get();
            }
        }

        @Override
        public void close() throws InterruptedException {
            orders.put(null);
            child.join();
        }

        private static void produce(Queue<Integer> orders, Queue<Object> items, int bytes) throws InterruptedException {
            byte[] payload = new byte[bytes];
            for (Integer count = orders.get(); count != null; count = orders.get()) {
                for (int i = 0; i < count; i++) {
                    items.put(bytes == 0 ? (Object) i : payload);
                }
            }
        }
    }
}
